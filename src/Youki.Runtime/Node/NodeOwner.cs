using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>Tries to become the owner of a node, again when the owner has ended, and then looks after the node: each chore from time to time, each task all the time.</summary>
internal sealed class NodeOwner(NodeId node, string bundleDirectory, NodeDuties duties, DescriptorWaiter waiter, TimeProvider time, NodeLog log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>How soon a dead owner is noticed where its end cannot be seen, as in another PID namespace.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var isKnown = false;
        for (var pause = FirstPause; !stop.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                using var held = OwnerLock.TryAcquire(bundleDirectory, node);
                if (held is not null)
                {
                    log.Owned(node);
                    await LookAfterAsync(stop).ConfigureAwait(false);
                    return;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HostResourceException)
            {
                if (!isKnown)
                {
                    log.NotOwned(node, exception);
                }

                isKnown = true;
            }

            await WaitForOwnerAsync(pause, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Does each chore once, for a caller that holds the owner's lock. All are tried.</summary>
    public async Task<NodeMaintenance> RunOnceAsync(CancellationToken cancellationToken)
    {
        var done = new List<string>();
        var failures = new Dictionary<string, string>();
        foreach (var chore in duties.Chores)
        {
            var failure = await TryAsync(chore, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (failure is null)
            {
                done.Add(chore.Name);
            }
            else
            {
                failures[chore.Name] = failure.Message;
            }
        }

        return new NodeMaintenance { NodeId = node, IsOwnedByOther = false, Done = done, Failures = failures };
    }

    private async Task WaitForOwnerAsync(TimeSpan pause, CancellationToken stop)
    {
        var owner = OwnerLock.ReadPid(bundleDirectory, node);
        if (owner is { } other && pause == FirstPause)
        {
            log.OwnedByOther(node, other);
        }

        using var process = owner is { } pid && pid != Environment.ProcessId ? ProcessIdentity.Find(pid)?.TryOpen() : null;
        using var deadline = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        await (process is null ? Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token) : waiter.WaitReadableAsync(process, either.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task LookAfterAsync(CancellationToken stop) =>
        Task.WhenAll([.. duties.Chores.Select(chore => RepeatAsync(chore, stop)), .. duties.Tasks.Select(task => KeepAsync(task, stop))]);

    private async Task RepeatAsync(NodeChore chore, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(chore, stop).ConfigureAwait(false);
            await Task.Delay(chore.Interval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Exception?> TryAsync(NodeChore chore, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(chore.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await chore.Run(node, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException exception) when (either.IsCancellationRequested)
        {
            if (!stop.IsCancellationRequested)
            {
                log.ChoreTooLong(node, chore.Name, chore.TimeLimit);
            }

            return exception;
        }
        catch (Exception exception)
        {
            // Whatever one of them throws, the others' turn comes all the same.
            if (!stop.IsCancellationRequested)
            {
                log.ChoreFailed(node, chore.Name, exception);
            }

            return exception;
        }
    }

    private async Task KeepAsync(NodeTask task, CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await task.Run(node, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                log.ChoreFailed(node, task.Name, exception);
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            await Task.Delay(LongestPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
