using System.Text.Json.Serialization;

namespace Youki.Runtime.Devices;

/// <summary>JSON of what was found of devices.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DeviceSet))]
internal sealed partial class DeviceJson : JsonSerializerContext;
