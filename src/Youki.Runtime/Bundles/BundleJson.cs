using System.Text.Json.Serialization;

namespace Youki.Runtime.Bundles;

/// <summary>JSON of the files in a bundle.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ContainerRecord))]
[JsonSerializable(typeof(PodRecord))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(ExecRecord))]
[JsonSerializable(typeof(StopRecord))]
[JsonSerializable(typeof(FreezeRecord))]
[JsonSerializable(typeof(LedgerRecord))]
[JsonSerializable(typeof(AuthorsRecord))]
internal sealed partial class BundleJson : JsonSerializerContext;
