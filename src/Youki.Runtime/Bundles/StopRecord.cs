namespace Youki.Runtime.Bundles;

/// <summary>stop.json: a stop is under way.</summary>
internal sealed record StopRecord
{
    /// <summary>When SIGKILL is due.</summary>
    public required DateTimeOffset Deadline { get; init; }
}
