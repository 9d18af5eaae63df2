using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>Credentials of one registry in a file.</summary>
internal sealed record CredentialEntry
{
    /// <summary>User, colon and password in base64.</summary>
    public string? Auth { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }
}
