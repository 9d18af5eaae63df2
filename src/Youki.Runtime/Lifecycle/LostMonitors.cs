using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>Deals with containers that have lost their monitor: tells it once, and kills the container where the options ask for that.</summary>
internal sealed class LostMonitors(LifecycleServices services, Signaller signaller)
{
    /// <summary>Called when a run's monitor has ended; where the container has ended as well, nothing is lost.</summary>
    public async Task HandleAsync(ContainerId id, int number, CancellationToken cancellationToken)
    {
        if (services.Store.TryRead(id) is not { Phase: ContainerPhase.Ready } container || container.Run != number)
        {
            return;
        }

        // One that was not started is made anew by its start.
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed is not { Exit: null, Run: { MonitorPid: { } monitor, StartRequestedAt: not null } run } || !new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive())
        {
            return;
        }

        var policy = services.Options.LostMonitorPolicy;
        if (services.Events.RecordOnce(container, EventKind.MonitorLost, new EventDetail { Attributes = new Dictionary<string, string> { ["policy"] = policy.ToString().ToLowerInvariant() } }))
        {
            services.Log.MonitorLost(id, monitor, policy);
        }

        if (policy == LostMonitorPolicy.Kill)
        {
            signaller.Kill(container, run);
        }
    }
}
