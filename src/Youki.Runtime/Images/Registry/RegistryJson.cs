using System.Text.Json.Serialization;
using Youki.Runtime.Images.Registry.Authorization;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Registry.Credentials;

namespace Youki.Runtime.Images.Registry;

/// <summary>JSON of registries, token servers and credential helpers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(RegistryErrorDocument))]
[JsonSerializable(typeof(CredentialFileDocument))]
[JsonSerializable(typeof(HelperCredentials))]
internal sealed partial class RegistryJson : JsonSerializerContext;
