using System.Text.Json.Serialization;
using Youki.Runtime.Tool.Stats;

namespace Youki.Runtime.Tool.Output;

/// <summary>What the tool prints as JSON, one document a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatsRow))]
internal sealed partial class ToolJsonLines : JsonSerializerContext;
