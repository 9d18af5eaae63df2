namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>One place where an image is asked for: a registry, or one of its mirrors.</summary>
internal sealed record RegistryEndpoint
{
    /// <summary>Host and port as in references, options and credentials, such as <c>docker.io</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Host and port that are spoken to, such as <c>registry-1.docker.io</c>.</summary>
    public required string Authority { get; init; }

    /// <summary>The image's name there, with a mirror's prefix.</summary>
    public required string Repository { get; init; }

    /// <summary>Which schemes are tried, in this order.</summary>
    public required IReadOnlyList<string> Schemes { get; init; }

    public bool IsMirror { get; init; }

    public override string ToString() => Name;
}
