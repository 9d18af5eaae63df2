using Youki.Runtime.Stats;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IContainerMonitor
{
    /// <inheritdoc/>
    public Task<ContainerStats> GetContainerStatsAsync(ContainerId containerId, StatsOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Stats.ReadAsync(containerId, options ?? new StatsOptions(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ContainerStats> WatchContainerStatsAsync(
        ContainerId containerId, TimeSpan interval, StatsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, StatsMonitor.ShortestInterval);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, StatsMonitor.LongestInterval);
        return _parts.Stats.WatchAsync(containerId, interval, options ?? new StatsOptions(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContainerProcess>> ListContainerProcessesAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Processes.ListAsync(containerId, cancellationToken);
}
