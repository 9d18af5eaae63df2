using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Cli;

/// <summary>What runtimes print.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OciStateDocument))]
[JsonSerializable(typeof(IReadOnlyList<OciStateDocument>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(OciFeatures))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OciJsonContext : JsonSerializerContext;
