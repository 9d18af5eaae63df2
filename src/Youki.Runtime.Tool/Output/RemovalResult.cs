namespace Youki.Runtime.Tool.Output;

/// <summary>What went with an image, or with a pruning.</summary>
internal sealed record RemovalResult
{
    /// <summary>What the person typed. Null: nothing in particular.</summary>
    public string? Reference { get; init; }

    public IReadOnlyList<string>? Containers { get; init; }

    public IReadOnlyList<ImageReference>? Untagged { get; init; }

    public IReadOnlyList<Digest>? Deleted { get; init; }

    public long? ReclaimedBytes { get; init; }

    /// <summary>What went wrong. Null: nothing did.</summary>
    public string? Error { get; init; }

    public static RemovalResult Of(ImageRemoval removal) => new()
    {
        Untagged = removal.Untagged,
        Deleted = removal.Deleted,
        ReclaimedBytes = removal.ReclaimedBytes,
    };
}
