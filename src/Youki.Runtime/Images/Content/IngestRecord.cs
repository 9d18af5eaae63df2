namespace Youki.Runtime.Images.Content;

/// <summary>Whose an incomplete blob is, and since when.</summary>
internal sealed record IngestRecord
{
    public required int Pid { get; init; }

    public required ulong StartTime { get; init; }

    /// <summary>What was written before another boot may not have reached the disk.</summary>
    public required string BootId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
