using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Sends signals to a container's first process through a handle of that very process: the runtime's own <c>kill</c> trusts a number that may be another
/// process's by now, forgets that a container is paused, knows no real-time signals, and costs a process.
/// </summary>
internal sealed class Signaller(ContainerStore store, CgroupTree cgroups)
{
    /// <summary>Sends the signal; false where the process has ended.</summary>
    public static bool TrySend(RunRecord run, Signal signal) => new ProcessIdentity(run.Pid, run.PidStartTime).TrySignal(signal);

    /// <summary>Kills the monitor of a run whose own process has ended; false where that one lives, or there is no monitor.</summary>
    public static bool TryKillMonitorOfEnded(RunRecord run) =>
        run.MonitorPid is { } pid && !new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive() && new ProcessIdentity(pid, run.MonitorStartTime ?? 0).TrySignal(Signal.Kill);

    /// <summary>Sends a caller's signal to the first process.</summary>
    /// <exception cref="ContainerStatusException">There is no process that could take it.</exception>
    public void Send(ContainerRecord container, RunObservation observed, Signal signal)
    {
        if (signal == Signal.Kill ? TryKill(container, observed) : observed is { Exit: null, Run: { } run } && TrySend(run, signal))
        {
            return;
        }

        throw NothingToSignal(container, observed, signal);
    }

    /// <summary>Sends a caller's signal to every process.</summary>
    /// <exception cref="ContainerStatusException">There is no process that could take it.</exception>
    public void SendToAll(ContainerRecord container, RunObservation observed, Signal signal)
    {
        if (signal == Signal.Kill && TryKill(container, observed))
        {
            return;
        }

        if (observed is { Exit: null, Run: { } run } && new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive())
        {
            OwnCgroup.Require(cgroups, container.Id, container.CgroupPath, "Signals to all processes of this container");
            cgroups.Signal(container.CgroupPath, signal.Number);
            return;
        }

        throw NothingToSignal(container, observed, signal);
    }

    private bool TryKill(ContainerRecord container, RunObservation observed)
    {
        if (observed is not { Exit: null, Run: { } run })
        {
            return false;
        }

        Kill(container, run);
        return true;
    }

    private static ContainerStatusException NothingToSignal(ContainerRecord container, RunObservation observed, Signal signal) =>
        new(container.Id, observed.State, $"Container {container.Id} cannot be sent SIG{signal}: it is {Words.Of(observed.State)}.");

    /// <summary>Kills every process of the run, frozen or not. One that has ended is left alone: all runs of a container share a cgroup's path, and the next may be in it.</summary>
    public void Kill(ContainerRecord container, RunRecord run)
    {
        // Only a living one: what memory has killed already is not killed by this.
        if (new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive())
        {
            Note(container);
        }

        if (TrySend(run, Signal.Kill))
        {
            cgroups.Kill(container.CgroupPath);
        }
    }

    /// <summary>Writes down that SIGKILL comes from here: an exit code of 137 is not the kernel's for want of memory then.</summary>
    private void Note(ContainerRecord container)
    {
        try
        {
            File.Create(store.Layout(container.Id).Run(container.Run).KilledFile).Dispose();
        }
        catch (IOException)
        {
            // The disk is full, or the container is being removed.
        }
    }
}
