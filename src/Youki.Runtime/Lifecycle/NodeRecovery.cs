using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Lifecycle.Execs;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Brings the containers of a node in order after a former process has gone, killed or not: what was made is adopted, what is half-made is swept, what is
/// half-removed is removed. A container whose lock somebody holds is in good hands.
/// </summary>
internal sealed class NodeRecovery(LifecycleServices services, ContainerRemover remover, RunCleaner cleaner, Freezer freezer, MissedEvents missed, ExecSweeper execs)
{
    private const string Operation = "recover";

    public async Task RecoverAsync(NodeId node, CancellationToken cancellationToken)
    {
        await SweepLocksAsync(cancellationToken).ConfigureAwait(false);
        CommandLogs.Sweep(services.Store.BundleDirectory, services.Time);

        // Most of them are read only; what must be swept has the runtime run, and waits for it.
        await Parallel.ForEachAsync(
            BundleLayout.Containers(services.Store.BundleDirectory).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2, CancellationToken = cancellationToken },
            (id, stop) => RecoverUnlessHeldAsync(id, node, stop)).ConfigureAwait(false);
        await missed.TellAsync(node, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RecoverUnlessHeldAsync(ContainerId id, NodeId node, CancellationToken cancellationToken)
    {
        if ((Owner(id) is { } owner && owner != node) || IsNobodys(services.Store.Layout(id)))
        {
            return;
        }

        using var held = await services.Locks.TryAcquireAsync(id, cancellationToken).ConfigureAwait(false);
        if (held is null)
        {
            return;
        }

        try
        {
            await RecoverAsync(id, node).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            services.Log.RecoveryFailed(id, exception);
        }
    }

    /// <summary>Removes locks of containers that are not there; a lock that is let go removes its own file.</summary>
    private async Task SweepLocksAsync(CancellationToken cancellationToken)
    {
        foreach (var id in BundleLayout.Locks(services.Store.BundleDirectory).Where(id => !Directory.Exists(services.Store.Layout(id).Bundle)).ToList())
        {
            using var held = await services.Locks.TryAcquireAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether no container was ever begun here: its lock comes before its directory, and goes after it. ext4's lost+found is such a directory.</summary>
    private static bool IsNobodys(BundleLayout layout) => !File.Exists(layout.RecordFile) && !File.Exists(layout.LockFile);

    /// <summary>The node that the record names; null where no record can be read.</summary>
    private NodeId? Owner(ContainerId id)
    {
        try
        {
            return services.Store.TryRead(id)?.NodeId;
        }
        catch (RecordException)
        {
            return null;
        }
    }

    private async Task RecoverAsync(ContainerId id, NodeId node)
    {
        var layout = services.Store.Layout(id);
        ContainerRecord? container;
        try
        {
            container = services.Store.TryRead(id);
        }
        catch (RecordException exception) when (exception.InnerException is not null && !IsOfThisBoot(layout))
        {
            await SweepAsync(id, "unreadable").ConfigureAwait(false);
            return;
        }

        switch (container)
        {
            case null when Directory.Exists(layout.Bundle) && layout.HoldsOnlyOurs():
                await SweepAsync(id, "unnamed").ConfigureAwait(false);
                break;

            case { Phase: ContainerPhase.Creating or ContainerPhase.Removing } when container.NodeId == node:
                await SweepAsync(id, container.Phase.ToString()).ConfigureAwait(false);
                break;

            case { Phase: ContainerPhase.Ready } when container.NodeId == node:
                await AdoptAsync(container, layout).ConfigureAwait(false);
                break;
        }
    }

    private async Task SweepAsync(ContainerId id, string phase)
    {
        await remover.RemoveAsync(id, Operation).ConfigureAwait(false);
        services.Log.Swept(id, phase);
    }

    private async Task AdoptAsync(ContainerRecord container, BundleLayout layout)
    {
        if (Directory.Exists(layout.Run(container.Run + 1).Directory))
        {
            // Its start was broken off before the new run was whole; the run before it had ended.
            await cleaner.SweepAsync(container, container.Run + 1, Operation).ConfigureAwait(false);
            return;
        }

        await freezer.RecoverAsync(container).ConfigureAwait(false);
        await execs.RecoverAsync(container).ConfigureAwait(false);
        var observed = await services.Observer.ObserveAsync(container, CancellationToken.None).ConfigureAwait(false);
        if (observed.State == ContainerState.Stopped)
        {
            await cleaner.ReleaseAsync(container).ConfigureAwait(false);
        }
        else if (observed is { State: ContainerState.Running, Run: { StartedAt: null } run })
        {
            services.Store.WriteRun(container.Id, container.Run, run with { StartedAt = run.StartRequestedAt });
        }
    }

    /// <summary>Whether any run of a container whose record is lost was made since the host was booted.</summary>
    private static bool IsOfThisBoot(BundleLayout layout)
    {
        if (!Directory.Exists(layout.RunsDirectory))
        {
            return false;
        }

        foreach (var directory in Directory.EnumerateDirectories(layout.RunsDirectory))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var number)
                    && RecordFile.Read(layout.Run(number).RecordFile, BundleJson.Default.RunRecord)?.BootId == BootId.Current)
                {
                    return true;
                }
            }
            catch (RecordException)
            {
                // Damaged as well: it says nothing.
            }
        }

        return false;
    }
}
