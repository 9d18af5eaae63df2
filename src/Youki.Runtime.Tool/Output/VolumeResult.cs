namespace Youki.Runtime.Tool.Output;

/// <summary>What became of volumes that were to be removed.</summary>
internal sealed record VolumeResult
{
    /// <summary>Names of volumes that are gone.</summary>
    public required IReadOnlyList<string> Removed { get; init; }

    /// <summary>Bytes of disk that were given back. Null: not measured.</summary>
    public long? ReclaimedBytes { get; init; }

    /// <summary>What went wrong. Null: nothing did.</summary>
    public IReadOnlyList<string>? Errors { get; init; }
}
