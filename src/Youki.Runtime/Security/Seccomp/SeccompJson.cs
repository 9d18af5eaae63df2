using System.Text.Json.Serialization;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>JSON of profiles. What it does not know is refused: a condition that is overlooked would let through what it should not. Names in any case, as Go reads them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SeccompProfile))]
internal sealed partial class SeccompJson : JsonSerializerContext;
