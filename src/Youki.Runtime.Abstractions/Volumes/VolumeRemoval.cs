namespace Youki.Runtime;

/// <summary>What went, when volumes were pruned.</summary>
public sealed record VolumeRemoval
{
    /// <summary>Names of volumes that are gone.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Bytes of disk that were given back.</summary>
    public required long ReclaimedBytes { get; init; }
}
