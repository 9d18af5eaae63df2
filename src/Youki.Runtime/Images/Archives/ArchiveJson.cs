using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Archives;

/// <summary>JSON of Docker archives.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IReadOnlyList<DockerArchiveEntry>))]
internal sealed partial class ArchiveJson : JsonSerializerContext;
