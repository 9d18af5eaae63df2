namespace Youki.Runtime;

/// <summary>Who asks a registry: a user and password, or an identity token that the registry gave. Its text shows no secret.</summary>
public sealed record RegistryCredentials
{
    /// <summary>The user. Null: there is only <see cref="IdentityToken"/>.</summary>
    public string? UserName { get; init; }

    /// <summary>The password or access token. Null: there is only <see cref="IdentityToken"/>.</summary>
    public string? Password { get; init; }

    /// <summary>An OAuth 2 refresh token, as <c>docker login</c> stores it. Null: there is none. Source: distribution-spec, token authentication, OAuth2.</summary>
    public string? IdentityToken { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(RegistryCredentials)} {{ {UserName ?? "(token)"} }}";
}
