using System.Collections.Concurrent;

namespace Youki.Runtime.Bundles;

/// <summary>What this process knows of a node: a cache over the disk.</summary>
internal sealed class NodeRuntimeState(NodeId id)
{
    public NodeId Id { get; } = id;

    /// <summary>Whether this process has made the node ready.</summary>
    public bool IsInitialized { get; set; }

    public ConcurrentDictionary<ContainerId, CachedContainer> Containers { get; } = new();
}
