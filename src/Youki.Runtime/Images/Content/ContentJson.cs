using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Content;

/// <summary>JSON of the store's own records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LeaseRecord))]
[JsonSerializable(typeof(LayerRecord))]
[JsonSerializable(typeof(IngestRecord))]
internal sealed partial class ContentJson : JsonSerializerContext;
