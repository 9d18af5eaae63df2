using Youki.Runtime.Bundles;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Removes a container for a caller.</summary>
internal sealed class RemoveOperation(LifecycleServices services, RunEnds ends, ContainerRemover remover)
{
    private const string Operation = "remove";

    public async Task RemoveAsync(ContainerId id, RemoveOptions options, CancellationToken giveUp)
    {
        if (!Directory.Exists(BundleLayout.LockDirectory(services.Store.BundleDirectory)))
        {
            // No container was ever made here.
            return;
        }

        // Killed outside the lock, and looked at anew: it may have been started again in between.
        while (await RemoveUnlessAliveAsync(id, options, giveUp).ConfigureAwait(false) is { } alive)
        {
            services.Log.Step(id, Operation, "kill");
            await KillAsync(alive.Container, alive.Run, options, giveUp).ConfigureAwait(false);
        }
    }

    private async Task KillAsync(ContainerRecord container, RunRecord run, RemoveOptions options, CancellationToken giveUp)
    {
        try
        {
            await ends.KillAsync(container, run, giveUp).ConfigureAwait(false);
        }
        catch (OperationTimeoutException) when (options.Force && Signaller.TryKillMonitorOfEnded(run))
        {
            // All that is left is a monitor that does nothing, for somebody has stopped it, say; its word is not needed any more.
            services.Log.MonitorKilled(container.Id, run.MonitorPid!.Value);
        }
    }

    /// <summary>Removes the container; where it still has a process, that is given back instead.</summary>
    private async Task<(ContainerRecord Container, RunRecord Run)?> RemoveUnlessAliveAsync(ContainerId id, RemoveOptions options, CancellationToken giveUp)
    {
        using var held = await services.LockAsync(id, giveUp).ConfigureAwait(false);
        var layout = services.Store.Layout(id);
        if (!Directory.Exists(layout.Bundle))
        {
            return null;
        }

        // A ledger of another version cannot be worked through, so nothing is begun.
        _ = services.Resources.Ledger(layout).Resources;
        if (ReadUnlessForced(id, options) is { Phase: ContainerPhase.Ready } container)
        {
            var observed = await ObserveUnlessForcedAsync(container, options, giveUp).ConfigureAwait(false);
            if (observed.State is ContainerState.Running or ContainerState.Paused && !options.Force)
            {
                throw new ContainerStatusException(id, observed.State, $"Container {id} is {Words.Of(observed.State)}. Stop it first, or remove it by force.");
            }

            if (observed is { Exit: null, Run: { } run })
            {
                return (container, run);
            }
        }

        await remover.RemoveAsync(id, Operation, options.Volumes).ConfigureAwait(false);
        services.Log.Removed(id);
        return null;
    }

    /// <summary>Where the container stands; a run whose record is damaged is killed by the removal itself.</summary>
    private async Task<RunObservation> ObserveUnlessForcedAsync(ContainerRecord container, RemoveOptions options, CancellationToken giveUp)
    {
        try
        {
            return await services.Observer.ObserveAsync(container, giveUp).ConfigureAwait(false);
        }
        catch (RecordException exception) when (options.Force && exception.InnerException is not null)
        {
            return new RunObservation(ContainerState.Unknown, null, null);
        }
    }

    private ContainerRecord? ReadUnlessForced(ContainerId id, RemoveOptions options)
    {
        try
        {
            return services.Store.TryRead(id);
        }
        catch (RecordException exception) when (options.Force && exception.InnerException is not null)
        {
            return null;
        }
    }
}
