namespace Youki.Runtime.Bundles;

/// <summary>stop.json: a stop is under way.</summary>
internal sealed record StopRecord
{
    public required int SchemaVersion { get; init; }

    /// <summary>When SIGKILL is due.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The same by the host's monotonic clock, which nobody sets: what counts. Null: a former version wrote it.</summary>
    public TimeSpan? DeadlineSinceBoot { get; init; }
}
