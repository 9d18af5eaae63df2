namespace Youki.Runtime;

/// <summary>A line of a container's ledger: something that it holds, or was about to take, of the host.</summary>
public sealed record HostResourceRecord
{
    /// <summary>The provider's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>How long it is kept.</summary>
    public required ResourceScope Scope { get; init; }

    /// <summary>The container.</summary>
    public required ContainerId ContainerId { get; init; }

    /// <summary>The OCI bundle's directory, absolute.</summary>
    public required string BundlePath { get; init; }

    /// <summary>The provider's own data. Null: the taking was announced, and nothing is known of its end.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
