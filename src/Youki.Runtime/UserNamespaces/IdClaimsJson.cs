using System.Text.Json.Serialization;

namespace Youki.Runtime.UserNamespaces;

/// <summary>JSON of the claims, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdClaims))]
internal sealed partial class IdClaimsJson : JsonSerializerContext;
