namespace Youki.Runtime.Node;

/// <summary>Something that the owner of a node does from time to time: rotation, retention, a look at what may have been missed.</summary>
/// <param name="Name">For people.</param>
/// <param name="Interval">From the end of one time to the begin of the next. The first is at once.</param>
/// <param name="Run">Does it once. It may throw; the others go on, and it has its next turn. The token ends it when its time is over, or the process is.</param>
internal sealed record NodeChore(string Name, TimeSpan Interval, Func<NodeId, CancellationToken, Task> Run)
{
    /// <summary>How long it may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);
}
