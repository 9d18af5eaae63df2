namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>How a <see cref="RegistryProcess"/> is set up. The default is anonymous, by plain HTTP.</summary>
internal sealed record RegistrySetup
{
    /// <summary>The user that it takes, by basic authentication. Null: anybody may do everything.</summary>
    public RegistryCredentials? User { get; init; }

    /// <summary>Who signs its certificate; it then speaks TLS only. Null: plain HTTP.</summary>
    public TestAuthority? Authority { get; init; }

    /// <summary>Who signs the certificates that clients have to show. Null: none is asked for.</summary>
    public TestAuthority? ClientAuthority { get; init; }

    /// <summary>Where its tokens come from. Null: it takes none.</summary>
    public TokenServer? Tokens { get; init; }

    /// <summary>Whether deleting is allowed.</summary>
    public bool AllowDelete { get; init; } = true;
}
