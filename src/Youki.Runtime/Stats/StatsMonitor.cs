using System.Runtime.CompilerServices;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Stats;

/// <summary>Reads what containers use: once, or again and again until their run ends.</summary>
internal sealed class StatsMonitor(ContainerStore store, RunObserver observer, ExitWaiter waiter, CgroupTree cgroups, TimeProvider time)
{
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    public static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    /// <exception cref="ContainerStatusException">It is neither running nor paused.</exception>
    public async Task<ContainerStats> ReadAsync(ContainerId id, StatsOptions options, CancellationToken cancellationToken)
    {
        using var reader = await OpenAsync(store.Read(id), cancellationToken).ConfigureAwait(false);
        if (options.WritableLayer == true)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }

        return reader.TryRead(options, cancellationToken) ?? throw NotRunning(id, ContainerState.Stopped);
    }

    /// <exception cref="ContainerStatusException">It is neither running nor paused.</exception>
    public async IAsyncEnumerable<ContainerStats> WatchAsync(
        ContainerId id, TimeSpan interval, StatsOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var container = store.Read(id);
        using var reader = await OpenAsync(container, cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = new PeriodicTimer(interval, time);
        var ended = waiter.WaitAsync(container, stop.Token);
        try
        {
            while (reader.TryRead(options, cancellationToken) is { } stats)
            {
                yield return stats;
                await Task.WhenAny(timer.WaitForNextTickAsync(stop.Token).AsTask(), ended).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (ended.IsCompleted)
                {
                    break;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<StatsReader> OpenAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var observed = await observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed is not { State: ContainerState.Running or ContainerState.Paused, Run: { } run })
        {
            throw NotRunning(container.Id, observed.State);
        }

        OwnCgroup.Require(cgroups, container.Id, container.CgroupPath, "Statistics of this container");
        return new StatsReader(container, store.Layout(container.Id), new ProcessIdentity(run.Pid, run.PidStartTime), cgroups, time);
    }

    private static ContainerStatusException NotRunning(ContainerId id, ContainerState state) =>
        new(id, state, $"Container {id} has no statistics: it is {state.ToString().ToLowerInvariant()}. Only a running or paused one has.");
}
