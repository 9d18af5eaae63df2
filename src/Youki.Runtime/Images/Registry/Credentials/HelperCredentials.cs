using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>What goes to and comes from credential helpers. Source: docker/docker-credential-helpers, README.md, "Development".</summary>
internal sealed record HelperCredentials
{
    [JsonPropertyName("ServerURL")]
    public string? ServerUrl { get; init; }

    [JsonPropertyName("Username")]
    public string? Username { get; init; }

    [JsonPropertyName("Secret")]
    public string? Secret { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(HelperCredentials)} {{ {ServerUrl} }}";
}
