using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>What a token server answers. Source: distribution, docs/spec/auth/token.md and oauth.md.</summary>
internal sealed record TokenDocument
{
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>In seconds. Null: 60.</summary>
    [JsonPropertyName("expires_in")]
    public double? ExpiresIn { get; init; }
}
