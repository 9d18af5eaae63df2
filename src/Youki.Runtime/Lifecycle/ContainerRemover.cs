using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Node;
using Youki.Runtime.Supervision;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Makes everything of a container go, in any state that a crash may have left it in: each step does what is left to do, so it can be begun again.
/// The caller holds the container's lock.
/// </summary>
internal sealed class ContainerRemover(LifecycleServices services, RunCleaner cleaner, LeftoverProcesses leftovers, RecordGuess guess, MonitorCgroup monitors, VolumeStore volumes)
{
    /// <param name="id">The container.</param>
    /// <param name="operation">What for, in logs.</param>
    /// <param name="withVolumes">Whether the volumes that were made for it alone go too. Those of one that was never whole always do.</param>
    public async Task RemoveAsync(ContainerId id, string operation, bool withVolumes = false)
    {
        var layout = services.Store.Layout(id);
        var known = TryRead(id);
        var container = known ?? await guess.RecordAsync(id).ConfigureAwait(false);
        if (container.Phase == ContainerPhase.Ready)
        {
            services.Log.Step(id, operation, "mark");
            container = container with { Phase = ContainerPhase.Removing };
            TryWrite(container);
        }

        services.Log.Step(id, operation, "processes");
        await leftovers.EndAsync(container, layout).ConfigureAwait(false);
        await cleaner.CleanAsync(container, operation).ConfigureAwait(false);
        await leftovers.WaitForMonitorAsync(container, layout).ConfigureAwait(false);

        monitors.Release(container.Runtime, container.CgroupPath);

        services.Log.Step(id, operation, "release");
        await services.Resources.ReleaseAsync(layout, scope: null).ConfigureAwait(false);

        if (known is not null && (withVolumes || known.Phase == ContainerPhase.Creating))
        {
            await RemoveVolumesAsync(known).ConfigureAwait(false);
        }

        if (known is { Phase: not ContainerPhase.Creating })
        {
            Tell(known);
        }

        services.Log.Step(id, operation, "files");
        ContainerFiles.Delete(id, layout.Bundle);
        services.Store.Forget(id);
    }

    /// <summary>Writes down how the last run ended, which nobody can tell afterwards, and that the container is gone. Told before its files go: where this dies in between, the next removal does not tell it again.</summary>
    private void Tell(ContainerRecord container)
    {
        services.TellExit(container, ExitReader.TryRead(services.Store, container) ?? ExitReader.Unseen(container, "It was removed before its exit code was seen."), isLast: true);
        services.Events.RecordOnce(container, EventKind.Removed, isLast: true);
    }

    private async Task RemoveVolumesAsync(ContainerRecord container)
    {
        foreach (var name in (container.Config.Mounts ?? []).OfType<VolumeMount>().Where(mount => mount.Anonymous == true).Select(mount => mount.Name!))
        {
            try
            {
                await volumes.RemoveAsync(name, container.Id, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is VolumeNotFoundException or VolumeInUseException)
            {
                // It is gone already, or another container has taken it over.
            }
        }
    }

    private void TryWrite(ContainerRecord container)
    {
        try
        {
            services.Store.Write(container);
        }
        catch (HostResourceException exception)
        {
            // Whoever removes containers may do so because the disk is full: without the mark a crash only leaves a container that is to be removed again.
            services.Log.NotWritten(container.Id, exception);
        }
    }

    private ContainerRecord? TryRead(ContainerId id)
    {
        try
        {
            return services.Store.TryRead(id);
        }
        catch (RecordException exception) when (exception.InnerException is not null)
        {
            // Damaged, not of another version: what it would say follows from the id.
            return null;
        }
    }
}
