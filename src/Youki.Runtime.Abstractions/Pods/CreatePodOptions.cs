namespace Youki.Runtime;

/// <summary>Where a pod is to belong.</summary>
public sealed record CreatePodOptions
{
    /// <summary>The node that owns it. It must be initialized.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>Its id. Null: a new one.</summary>
    public PodId? PodId { get; init; }
}
