namespace Youki.Runtime.TestImages.Registry;

/// <summary>How a registry for tests is to be.</summary>
public sealed record RegistrySetup
{
    /// <summary>Who may use it, by htpasswd. Null: anybody.</summary>
    public RegistryCredentials? Account { get; init; }

    /// <summary>Where its tokens come from. Null: it takes none.</summary>
    public RegistryTokens? Tokens { get; init; }

    /// <summary>Who signs its certificate; it then speaks https. Null: plain http.</summary>
    public TestAuthority? Authority { get; init; }

    /// <summary>Who signs the certificates that clients have to show. Null: none is asked for.</summary>
    public TestAuthority? ClientAuthority { get; init; }

    /// <summary>More of the server's configuration, as lines of YAML that begin at the first column, such as <c>proxy:</c> or an <c>auth:</c> of another kind.</summary>
    public string More { get; init; } = "";

    /// <summary>Where the directory of the registry is made. Null: the usual one for temporary files.</summary>
    public string? Parent { get; init; }
}
