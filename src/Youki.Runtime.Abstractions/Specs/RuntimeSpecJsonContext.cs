using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Reads and writes the OCI documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RuntimeSpec))]
[JsonSerializable(typeof(OciState))]
internal sealed partial class RuntimeSpecJsonContext : JsonSerializerContext;
