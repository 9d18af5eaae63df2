using System.Collections.Concurrent;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Stats;

/// <summary>Watches several containers at once, each on its own; those that end go, and others may come.</summary>
internal sealed class StatsFeed(ToolSession session, TimeSpan interval, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<ContainerId, Task> _watched = new();
    private readonly ConcurrentDictionary<ContainerId, StatsRow> _rows = new();

    /// <summary>The last reading of each container, by name.</summary>
    public IReadOnlyList<StatsRow> Rows => [.. _rows.Values.OrderBy(row => row.Name ?? row.Id.Value, StringComparer.Ordinal).ThenBy(row => row.Id.Value, StringComparer.Ordinal)];

    /// <summary>Whether anything is still watched.</summary>
    public bool IsEmpty => _watched.IsEmpty;

    /// <summary>Told each reading.</summary>
    public Action<StatsRow>? Read { get; init; }

    public void Watch(ContainerStatus status) => _watched.GetOrAdd(status.Id, _ => WatchAsync(status));

    public Task EndAsync() => Task.WhenAll(_watched.Values);

    private async Task WatchAsync(ContainerStatus status)
    {
        // Nothing of it happens before the caller knows of it.
        await Task.Yield();
        try
        {
            ContainerStats? last = null;
            await foreach (var stats in session.Monitor.WatchContainerStatsAsync(status.Id, interval, cancellationToken: cancellationToken))
            {
                var row = new StatsRow { Id = status.Id, Name = status.Name, CpuPercent = last is null ? null : stats.CpuPercentSince(last), Stats = stats };
                last = stats;
                _rows[status.Id] = row;
                Read?.Invoke(row);
            }
        }
        catch (OperationCanceledException)
        {
            // The person has seen enough.
        }
        catch (Exception exception) when (exception is ContainerStatusException or ContainerNotFoundException)
        {
            // It ended before it was looked at.
        }
        finally
        {
            _rows.TryRemove(status.Id, out _);
            _watched.TryRemove(status.Id, out _);
        }
    }
}
