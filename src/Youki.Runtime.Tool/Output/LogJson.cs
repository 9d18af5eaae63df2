using System.Text.Json.Serialization;

namespace Youki.Runtime.Tool.Output;

/// <summary>Log lines, one document in one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class LogJson : JsonSerializerContext;
