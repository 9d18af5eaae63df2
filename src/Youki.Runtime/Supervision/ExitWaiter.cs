using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>Waits for the end of a run: for the file that its monitor writes, and for the end of the monitor and of the container, in case there is none.</summary>
internal sealed class ExitWaiter(ContainerStore store, RunObserver observer, CgroupTree cgroups, DirectoryWatcher watcher, ProcessEnds ends)
{
    private readonly MonitorBlock _block = new(store);

    /// <exception cref="ContainerNotFoundException">The container was removed before its end was seen.</exception>
    public async Task<ContainerExit> WaitAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var number = container.Run;
        var layout = store.Layout(container.Id).Run(number);
        using var changes = watcher.Watch(layout.MonitorDirectory);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = store.TryReadRun(container);
        var ended = EndAsync(container, run, stop.Token);
        try
        {
            while (true)
            {
                // Read before anything is asked of the container: a removal right after the end takes the file away.
                if (ExitReader.TryRead(store, container, cgroups) is { } exit)
                {
                    return exit;
                }

                var current = store.Read(container.Id);
                if (current.Run != number)
                {
                    return ExitReader.Unseen(container, "It was started again.");
                }

                var last = ended.IsCompleted;
                if ((await observer.ObserveAsync(current, cancellationToken).ConfigureAwait(false)).Exit is { } observed)
                {
                    return observed;
                }

                if (last)
                {
                    // It failed, as when the runtime is disposed of; or nothing is left that could say more.
                    await ended.ConfigureAwait(false);
                    return ExitReader.Unseen(container, "Its processes are gone, and nobody saw its exit code.");
                }

                await Task.WhenAny(changes.WaitAsync(stop.Token), ended).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndAsync(ContainerRecord container, RunRecord? run, CancellationToken cancellationToken)
    {
        if (run is not null)
        {
            await ends.WaitAsync(new ProcessIdentity(run.Pid, run.PidStartTime), cancellationToken).ConfigureAwait(false);

            // Its monitor may be kept from reading; with nobody left to write, it must see the end.
            _block.End(container);
            await ends.WaitAsync(new ProcessIdentity(run.MonitorPid ?? 0, run.MonitorStartTime ?? 0), cancellationToken).ConfigureAwait(false);
        }
    }
}
