using System.Text.Json.Serialization;

namespace Youki.Runtime.Tool.Output;

/// <summary>Events, one document in one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerEvent))]
internal sealed partial class EventLineJson : JsonSerializerContext;
