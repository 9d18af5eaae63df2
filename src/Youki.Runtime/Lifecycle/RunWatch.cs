using System.Collections.Concurrent;
using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// The owner's eye on every run of a node, whoever started it: writes down their ends, and gives back what they held of the host. It learns of new runs from the
/// journal. A run that goes on costs two descriptors: no thread, and no watch on its directory.
/// </summary>
internal sealed class RunWatch(LifecycleServices services, RunCleaner cleaner, LostMonitors monitors, ProcessEnds ends, DirectoryWatcher watcher)
{
    /// <summary>Watches until the token is cancelled.</summary>
    public async Task RunAsync(NodeId node, CancellationToken stop)
    {
        var watched = new ConcurrentDictionary<(ContainerId, int), Task>();
        var journal = services.Events.Of(node);
        journal.Prepare();
        try
        {
            using var changes = watcher.Watch(journal.Directory);
            using var reader = journal.Read(journal.FindEnd());
            foreach (var (_, container, _) in services.Store.ReadAll())
            {
                if (container is { Phase: ContainerPhase.Ready } && container.NodeId == node)
                {
                    Watch(container, watched, stop);
                }
            }

            while (true)
            {
                while (reader.TryRead() is { } item)
                {
                    if (item.Event.Container is { } id && item.Event.Kind == EventKind.Started && TryRead(id) is { } container)
                    {
                        Watch(container, watched, stop);
                    }
                }

                await changes.WaitAsync(stop).ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(watched.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Watch(ContainerRecord container, ConcurrentDictionary<(ContainerId, int), Task> watched, CancellationToken stop)
    {
        var key = (container.Id, container.Run);
        if (watched.ContainsKey(key) || new EventMark(services.Store.Layout(container.Id).Run(container.Run).ToldFile, EventKind.Exited).IsThere())
        {
            return;
        }

        var task = SeeEndAsync(container, stop);
        watched[key] = task;
        _ = task.ContinueWith(
            (_, all) => ((ConcurrentDictionary<(ContainerId, int), Task>)all!).TryRemove(key, out Task? _),
            watched,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task SeeEndAsync(ContainerRecord container, CancellationToken stop)
    {
        try
        {
            if (services.Store.TryReadRun(container) is { } run && run.BootId == BootId.Current)
            {
                await SeeProcessesEndAsync(container, run, stop).ConfigureAwait(false);
            }

            // The monitor writes the code a moment after the process has ended.
            var exit = await services.Waiter.WaitAsync(container, stop).ConfigureAwait(false);
            services.Events.RecordExit(container, services.Store.TryReadRun(container), exit);
            await ReleaseAsync(container, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            // It was removed, which tells its end too, or its files cannot be read; the next look at all containers tries again.
            services.Log.NotLookedAt(container.Id, exception);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The process ends; the run goes on, and its next owner sees its end.
        }
    }

    /// <summary>Waits for the end of the container's process, and deals with a monitor that ends before it.</summary>
    private async Task SeeProcessesEndAsync(ContainerRecord container, RunRecord run, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ended = ends.WaitAsync(new ProcessIdentity(run.Pid, run.PidStartTime), either.Token);
        var lost = run.MonitorPid is { } pid ? ends.WaitAsync(new ProcessIdentity(pid, run.MonitorStartTime ?? 0), either.Token) : Task.Delay(Timeout.InfiniteTimeSpan, services.Time, either.Token);
        try
        {
            if (await Task.WhenAny(ended, lost).ConfigureAwait(false) == lost && !ended.IsCompleted && !stop.IsCancellationRequested)
            {
                await lost.ConfigureAwait(false);
                await monitors.HandleAsync(container.Id, container.Run, stop).ConfigureAwait(false);
            }

            await ended.ConfigureAwait(false);
        }
        finally
        {
            await either.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(ended, lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives back what is held for the length of a run, unless somebody else works on the container: then that one does.</summary>
    private async Task ReleaseAsync(ContainerRecord container, CancellationToken stop)
    {
        using var held = await services.Locks.TryAcquireAsync(container.Id, stop).ConfigureAwait(false);
        if (held is not null && TryRead(container.Id) is { Phase: ContainerPhase.Ready } current && current.Run == container.Run)
        {
            await cleaner.ReleaseAsync(current).ConfigureAwait(false);
        }
    }

    private ContainerRecord? TryRead(ContainerId id)
    {
        try
        {
            return services.Store.TryRead(id);
        }
        catch (RecordException)
        {
            return null;
        }
    }
}
