namespace Youki.Runtime;

/// <summary>How a container is removed.</summary>
public sealed record RemoveOptions
{
    /// <summary>Kills a container that still runs, without asking it to end first. Without it, such a container is refused.</summary>
    public bool Force { get; init; }

    /// <summary>Removes the volumes too that were made for the container alone, without a name of their own, unless another container uses them.</summary>
    public bool Volumes { get; init; }
}
