using System.Globalization;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Stats;

namespace Youki.Runtime.Lifecycle;

/// <summary>Lists the processes of containers, with the names that their users have inside. Nothing is locked.</summary>
internal sealed class ContainerProcesses(LifecycleServices services, ProcessLister lister, CgroupTree cgroups)
{
    public async Task<IReadOnlyList<ContainerProcess>> ListAsync(ContainerId id, CancellationToken cancellationToken)
    {
        var container = services.Store.Read(id);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed is not { Exit: null, Run: { } run, State: ContainerState.Created or ContainerState.Running or ContainerState.Paused })
        {
            throw NoProcess(id, observed.State);
        }

        OwnCgroup.Require(cgroups, id, container.CgroupPath, "Listing the processes of this container");
        var first = new ProcessIdentity(run.Pid, run.PidStartTime);
        var processes = lister.List(container.CgroupPath, run.Pid);
        using var root = Descriptor.TryOpenDirectory(string.Create(CultureInfo.InvariantCulture, $"/proc/{run.Pid}/root"), out _);

        // The cgroup's path is shared by all runs, and the number of a process that has ended may be another's.
        if (!first.IsAlive())
        {
            throw NoProcess(id, ContainerState.Stopped);
        }

        var names = root is null ? new Dictionary<uint, string>() : AccountNames.Of(root);
        return [.. processes.Select(process => process.Uid is { } uid && names.TryGetValue(uid, out var name) ? process with { User = name } : process)];
    }

    private static ContainerStatusException NoProcess(ContainerId id, ContainerState state) => new(id, state, $"Container {id} has no processes: it is {Words.Of(state)}.");
}
