using Youki.Runtime.Bundles;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Waits for the end of a run for so long, or brings it about.</summary>
internal sealed class RunEnds(LifecycleServices services, Signaller signaller)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Kills a container's processes, again and again until they are gone.</summary>
    /// <exception cref="OperationTimeoutException">They did not go.</exception>
    public async Task<ContainerExit> KillAsync(ContainerRecord container, RunRecord run, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        var limit = services.Options.KillTimeout;
        for (var pause = FirstPause; ; pause *= 2)
        {
            signaller.Kill(container, run);
            var left = limit - services.Time.GetElapsedTime(started);
            if (await WaitAsync(container, pause < left ? pause : left, cancellationToken).ConfigureAwait(false) is { } exit)
            {
                return exit;
            }

            if (left <= pause)
            {
                throw new OperationTimeoutException(
                    $"container {container.Id} (process {run.Pid}) to end after SIGKILL",
                    limit,
                    Advice(run)) { ContainerId = container.Id };
            }
        }
    }

    private static string Advice(RunRecord run) =>
        run.MonitorPid is { } monitor && new ProcessIdentity(monitor, run.MonitorStartTime ?? 0).IsStopped() ? $"Its monitor, process {monitor}, is stopped (state T in ps) and tells nobody of the end; let it go on with 'kill -CONT {monitor}'."
        : ProcessIdentity.Find(run.Pid) is null ? "The process is gone, and its monitor has not said so; look at the monitor."
        : "The process may hang in the kernel (state D in ps), on a disk or network file system for instance.";

    /// <summary>The end of the run; null where it did not come in time.</summary>
    public async Task<ContainerExit?> WaitAsync(ContainerRecord container, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await services.Waiter.WaitAsync(container, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ContainerNotFoundException)
        {
            return ExitReader.Unseen(container, "It was removed.");
        }
    }
}
