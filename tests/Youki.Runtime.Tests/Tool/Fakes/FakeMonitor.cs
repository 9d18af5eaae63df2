using System.Runtime.CompilerServices;

namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Readings and events that a test has made up.</summary>
internal sealed class FakeMonitor : IContainerMonitor
{
    /// <summary>What is read of a container, one after the other; the last one again and again.</summary>
    public Dictionary<ContainerId, Queue<ContainerStats>> Stats { get; } = [];

    public List<ContainerProcess> Processes { get; } = [];

    public List<ContainerEvent> Events { get; } = [];

    public Task<ContainerStats> GetContainerStatsAsync(ContainerId containerId, StatsOptions? options = null, CancellationToken cancellationToken = default) =>
        Stats.TryGetValue(containerId, out var readings)
            ? Task.FromResult(readings.Count > 1 ? readings.Dequeue() : readings.Peek())
            : throw new ContainerStatusException(containerId, ContainerState.Stopped, $"Container {containerId} has no statistics: it is stopped.");

    public async IAsyncEnumerable<ContainerStats> WatchContainerStatsAsync(
        ContainerId containerId, TimeSpan interval, StatsOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var stats in Stats.GetValueOrDefault(containerId) ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stats;
        }
    }

    public Task<IReadOnlyList<ContainerProcess>> ListContainerProcessesAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ContainerProcess>>(Processes);

    public async IAsyncEnumerable<ContainerEvent> WatchEventsAsync(EventQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var one in Events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }
    }
}
