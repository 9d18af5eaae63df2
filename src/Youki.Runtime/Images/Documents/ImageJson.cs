using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Documents;

/// <summary>JSON of image documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ImageIndex))]
[JsonSerializable(typeof(ImageManifest))]
[JsonSerializable(typeof(LayoutMarker))]
[JsonSerializable(typeof(ConfigDocument))]
internal sealed partial class ImageJson : JsonSerializerContext;
