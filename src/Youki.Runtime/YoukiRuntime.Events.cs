using Youki.Runtime.Bundles;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : INodeMaintenance
{
    /// <inheritdoc/>
    public IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        _ = query.NodeId.Value;
        return _parts.Nodes.Watch.WatchAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NodeId>> ListNodesAsync(CancellationToken cancellationToken = default) => Task.FromResult(BundleLayout.Nodes(Services.Store.BundleDirectory));

    /// <inheritdoc/>
    public Task<NodeMaintenance> MaintainNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default)
    {
        _ = nodeId.Value;
        return _parts.Nodes.Owners.MaintainAsync(nodeId, cancellationToken);
    }
}
