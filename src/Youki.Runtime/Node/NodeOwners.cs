using Microsoft.Extensions.Options;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>Looks after the nodes that this process initializes, as long as no other process does.</summary>
internal sealed class NodeOwners(IOptions<YoukiRuntimeOptions> options, NodeDuties duties, DescriptorWaiter waiter, TimeProvider time, NodeLog log) : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NodeId, Task> _owners = [];
    private readonly CancellationTokenSource _stop = new();
    private bool _disposed;

    /// <summary>Begins to try to own the node, unless this was done or the options forbid it.</summary>
    public void Own(NodeId node)
    {
        lock (_lock)
        {
            if (options.Value.OwnNodes && !_disposed && !_owners.ContainsKey(node))
            {
                _owners[node] = Owner(node).RunAsync(_stop.Token);
            }
        }
    }

    /// <summary>Does every chore of a node once, unless somebody looks after it.</summary>
    public async Task<NodeMaintenance> MaintainAsync(NodeId node, CancellationToken cancellationToken)
    {
        using var held = OwnerLock.TryAcquire(options.Value.BundleDirectory, node);
        return held is not null
            ? await Owner(node).RunOnceAsync(cancellationToken).ConfigureAwait(false)
            : new NodeMaintenance
            {
                NodeId = node,
                IsOwnedByOther = true,
                OwnerPid = OwnerLock.ReadPid(options.Value.BundleDirectory, node),
                Done = [],
                Failures = new Dictionary<string, string>(),
            };
    }

    private NodeOwner Owner(NodeId node) => new(node, options.Value.BundleDirectory, duties, waiter, time, log);

    /// <summary>Ends all of it, and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await Task.WhenAll(_owners.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                _stop.Cancel();
            }
        }
    }
}
