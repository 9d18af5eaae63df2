namespace Youki.Runtime;

/// <summary>What went, when images were removed or pruned.</summary>
public sealed record ImageRemoval
{
    /// <summary>References that lead nowhere now.</summary>
    public required IReadOnlyList<ImageReference> Untagged { get; init; }

    /// <summary>Images that are gone, by id.</summary>
    public required IReadOnlyList<Digest> Deleted { get; init; }

    /// <summary>Bytes of disk that were given back.</summary>
    public required long ReclaimedBytes { get; init; }
}
