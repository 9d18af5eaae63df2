using System.Text.Json.Serialization;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>JSON of spec files. A member that nobody knows makes a file invalid, as for other readers of them: what it asks for would be missing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CdiDocument))]
internal sealed partial class CdiJson : JsonSerializerContext;
