using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>Tells where a container stands from its files, /proc and its cgroup; the runtime itself is asked only where these cannot tell.</summary>
internal sealed class RunObserver(ContainerStore store, CgroupTree cgroups, OciClients clients, ProcessEnds ends)
{
    /// <summary>Where the current run stands, and how it ended.</summary>
    public async ValueTask<RunObservation> ObserveAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var run = store.TryReadRun(container);
        if (container.Phase == ContainerPhase.Creating)
        {
            return new RunObservation(ContainerState.Creating, run, null);
        }

        if (run is null)
        {
            return new RunObservation(ContainerState.Stopped, null, ExitReader.Unseen(container, "The record of its run is gone."));
        }

        if (ExitReader.TryRead(store, container, cgroups) is { } exit)
        {
            return new RunObservation(ContainerState.Stopped, run, exit);
        }

        if (run.BootId != BootId.Current)
        {
            return new RunObservation(ContainerState.Stopped, run, ExitReader.Unseen(container, "The host was rebooted while it ran."));
        }

        if (!ends.IsAlive(new ProcessIdentity(run.Pid, run.PidStartTime)) && !ends.IsAlive(MonitorOf(run)))
        {
            // The monitor writes the code before it ends, so a second look is the last word.
            var last = ExitReader.TryRead(store, container, cgroups);
            return new RunObservation(ContainerState.Stopped, run, last ?? ExitReader.Unseen(
                container,
                run.MonitorPid is null ? "It ran without a monitor, so nobody saw its exit code."
                    : "Its monitor ended before it did, or could not write its exit code down (a full disk), or its exit file was taken away, so nobody saw it."));
        }

        return new RunObservation(await AliveAsync(container, run, cancellationToken).ConfigureAwait(false), run, null);
    }

    private static ProcessIdentity MonitorOf(RunRecord run) => new(run.MonitorPid ?? 0, run.MonitorStartTime ?? 0);

    private async ValueTask<ContainerState> AliveAsync(ContainerRecord container, RunRecord run, CancellationToken cancellationToken)
    {
        if (cgroups.IsFrozen(container.CgroupPath))
        {
            return ContainerState.Paused;
        }

        if (run.StartedAt is not null)
        {
            return ContainerState.Running;
        }

        // Whoever was starting it died between telling the runtime and writing it down, or is just doing so.
        return run.StartRequestedAt is not null && await MayRunAsync(container, cancellationToken).ConfigureAwait(false) ? ContainerState.Running : ContainerState.Created;
    }

    private async Task<bool> MayRunAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        try
        {
            return (await clients.For(container.Runtime).StateAsync(container.Id, cancellationToken).ConfigureAwait(false)).Status == ContainerState.Running;
        }
        catch (YoukiException)
        {
            // The runtime, or its state, is gone, and the process lives: what was told to start is taken to run, so that it can be stopped.
            return true;
        }
    }
}
