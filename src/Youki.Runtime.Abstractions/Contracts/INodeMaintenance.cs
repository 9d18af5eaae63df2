namespace Youki.Runtime;

/// <summary>Does once what the owner of a node does from time to time, for hosts on which no process stays that would be the owner.</summary>
public interface INodeMaintenance
{
    /// <summary>The nodes that have ever been initialized with these directories.</summary>
    Task<IReadOnlyList<NodeId>> ListNodesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Does every chore of a node once: exits that nobody saw become events, logs are rotated, what is kept for too long goes. Where a living process looks after the
    /// node nothing is done, and the answer names that process.
    /// </summary>
    Task<NodeMaintenance> MaintainNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default);
}
