namespace Youki.Runtime;

/// <summary>How a container is removed.</summary>
public sealed record RemoveOptions
{
    /// <summary>Kills a container that still runs, without asking it to end first. Without it, such a container is refused.</summary>
    public bool Force { get; init; }
}
