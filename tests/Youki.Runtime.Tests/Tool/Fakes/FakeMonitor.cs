using System.Runtime.CompilerServices;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Tells of what a test says has happened.</summary>
internal sealed class FakeMonitor : IContainerMonitor, INodeMaintenance
{
    public List<ContainerEvent> Events { get; } = [];

    public List<NodeMaintenance> Maintained { get; } = [];

    /// <summary>What was asked for last.</summary>
    public EventQuery? Query { get; private set; }

    public async IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Query = query;
        foreach (var each in Events)
        {
            await Task.Yield();
            yield return each;
        }
    }

    public Task<IReadOnlyList<NodeId>> ListNodesAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<NodeId>>([.. Maintained.Select(result => result.NodeId)]);

    public Task<NodeMaintenance> MaintainNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Maintained.First(result => result.NodeId == nodeId));

    public Task<ContainerStats> GetContainerStatsAsync(ContainerId containerId, StatsOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ContainerStats> WatchContainerStatsAsync(
        ContainerId containerId, TimeSpan interval, StatsOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<ContainerProcess>> ListContainerProcessesAsync(ContainerId containerId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
