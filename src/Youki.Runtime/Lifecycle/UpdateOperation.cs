using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Configuration;
using Youki.Runtime.Events;
using Youki.Runtime.Native;
using Youki.Runtime.Resources;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Changes the limits of a container. The runtime is asked first, so that its own record and systemd's agree; whatever it made of it (youki ignores some and still
/// succeeds), the cgroup's files have the last word: each is read back, and written where it differs.
/// </summary>
internal sealed class UpdateOperation(LifecycleServices services, OciClients clients, CgroupTree cgroups, NodeCapacity capacity)
{
    private const string Operation = "update";
    private const string Advice = "Choose other values, or stop the container first: limits of a stopped one take effect at its next start.";

    public async Task UpdateAsync(ContainerId id, ContainerUpdate update, CancellationToken cancellationToken)
    {
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        var container = services.Store.Read(id);
        var limits = update.Limits ?? new ResourceLimits();
        var changed = container with { Config = UpdateChecks.Apply(id, container.Config, limits) };
        capacity.Support.CheckFeatures(id, limits);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (container.Phase != ContainerPhase.Ready || observed.State is ContainerState.Creating or ContainerState.Unknown)
        {
            throw new ContainerStatusException(id, observed.State, $"Container {id} cannot be updated: its making or removal was broken off. Remove it.");
        }

        using var admitted = await capacity.AdmitAsync(changed, cancellationToken).ConfigureAwait(false);
        var resources = ResourcePlan.Only(changed.Config, limits, cgroups.Mode == CgroupMode.V2);
        if (observed.State == ContainerState.Stopped)
        {
            services.Store.Write(changed);
        }
        else
        {
            await ApplyAsync(container, changed, resources, update.Force == true).ConfigureAwait(false);
        }

        services.Log.Updated(id);
        services.Events.Record(changed, EventKind.Updated, new EventDetail { Attributes = UpdateText.Of(limits) });
    }

    private async Task ApplyAsync(ContainerRecord container, ContainerRecord changed, LinuxResources resources, bool force)
    {
        OwnCgroup.Require(cgroups, container.Id, container.CgroupPath, "Changing the limits of this container");
        if (!force)
        {
            CheckMemory(container, resources.Memory?.Limit);
        }

        cgroups.Prepare(container.CgroupPath, resources);
        var writer = new CgroupWriter(cgroups.LimitsOf(container.CgroupPath, resources));
        services.Log.Step(container.Id, Operation, "runtime");
        cgroups.LimitBelow(container.CgroupPath, resources);
        await AskRuntimeAsync(container, resources).ConfigureAwait(false);
        services.Log.Step(container.Id, Operation, "cgroup");
        var refused = writer.Apply();
        if (refused.Count == 0)
        {
            cgroups.LimitBelow(container.CgroupPath);
            await StoreAsync(container, changed, writer).ConfigureAwait(false);
            return;
        }

        throw new ContainerUpdateException(container.Id, refused, await RestoreAsync(container, writer).ConfigureAwait(false), Advice);
    }

    /// <summary>A limit that is not stored would be gone at the next start.</summary>
    private async Task StoreAsync(ContainerRecord container, ContainerRecord changed, CgroupWriter writer)
    {
        services.Log.Step(container.Id, Operation, "store");
        try
        {
            services.Store.Write(changed);
        }
        catch
        {
            await RestoreAsync(container, writer).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IReadOnlyList<LimitMismatch>> RestoreAsync(ContainerRecord container, CgroupWriter writer)
    {
        if (ResourcePlan.Of(container.Config, cgroups.Mode == CgroupMode.V2) is { } before)
        {
            await AskRuntimeAsync(container, before).ConfigureAwait(false);
        }

        var left = writer.Restore();
        cgroups.LimitBelow(container.CgroupPath);
        return left;
    }

    private async Task AskRuntimeAsync(ContainerRecord container, LinuxResources resources)
    {
        var asked = RuntimeSpecJson.Serialize(NoLimits.ForRuntime(resources));
        try
        {
            await clients.For(container.Runtime).UpdateAsync(container.Id, asked, CancellationToken.None).ConfigureAwait(false);
        }
        catch (YoukiException exception)
        {
            services.Log.UpdatedByFile(container.Id, exception);
        }
    }

    /// <summary>Version 1 would refuse it, version 2 kill processes: what is in use, the files not used lately apart, must fit.</summary>
    private void CheckMemory(ContainerRecord container, long? limit)
    {
        using var reader = cgroups.OpenReader(container.CgroupPath, new KernelBuffer());
        if (limit is { } bytes and >= 0 && reader.Memory() is { WorkingSetBytes: { } used } && used > (ulong)bytes)
        {
            var mismatch = new LimitMismatch(
                cgroups.MemoryLimitFile(container.CgroupPath),
                bytes.ToString(CultureInfo.InvariantCulture),
                used.ToString(CultureInfo.InvariantCulture),
                "what it uses now, and cannot give back");
            throw new ContainerUpdateException(container.Id, [mismatch], [], "Give it more, let it use less, or force it, at the risk that the kernel kills its processes.");
        }
    }
}
