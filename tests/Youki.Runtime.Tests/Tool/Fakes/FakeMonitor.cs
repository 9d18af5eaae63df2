using System.Runtime.CompilerServices;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Readings and events that a test has made up.</summary>
internal sealed class FakeMonitor : IContainerMonitor, INodeMaintenance
{
    /// <summary>What is read of a container, one after the other.</summary>
    public Dictionary<ContainerId, IReadOnlyList<ContainerStats>> Stats { get; } = [];

    public List<ContainerProcess> Processes { get; } = [];

    public List<ContainerEvent> Events { get; } = [];

    /// <summary>What a watch of events ends with. Null: nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The events that were asked for last.</summary>
    public EventQuery? Query { get; private set; }

    public List<NodeMaintenance> Maintained { get; } = [];

    public Task<ContainerStats> GetContainerStatsAsync(ContainerId containerId, StatsOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public async IAsyncEnumerable<ContainerStats> WatchContainerStatsAsync(
        ContainerId containerId, TimeSpan interval, StatsOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var stats in Stats.GetValueOrDefault(containerId) ?? throw new ContainerStatusException(containerId, ContainerState.Stopped, $"Container {containerId} has no statistics: it is stopped."))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stats;
        }
    }

    public Task<IReadOnlyList<ContainerProcess>> ListContainerProcessesAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ContainerProcess>>(Processes);

    public async IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Query = query;
        await Task.Yield();
        foreach (var one in Events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }

        if (Failure is not null)
        {
            throw Failure;
        }
    }

    public Task<IReadOnlyList<NodeId>> ListNodesAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<NodeId>>([.. Maintained.Select(result => result.NodeId)]);

    public Task<NodeMaintenance> MaintainNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Maintained.First(result => result.NodeId == nodeId));
}
