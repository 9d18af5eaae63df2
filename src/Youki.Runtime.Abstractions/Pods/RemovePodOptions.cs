namespace Youki.Runtime;

/// <summary>How a pod is removed.</summary>
public sealed record RemovePodOptions
{
    /// <summary>Whether a pod that is ready, or has containers that run, is removed all the same: they are killed. Default: false.</summary>
    public bool Force { get; init; }
}
