namespace Youki.Runtime;

public sealed partial class YoukiRuntime
{
    /// <inheritdoc/>
    public IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        _ = query.NodeId.Value;
        return _parts.Nodes.Watch.WatchAsync(query, cancellationToken);
    }
}
