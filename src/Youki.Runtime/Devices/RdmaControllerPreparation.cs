using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Devices;

/// <summary>
/// Lets the container's cgroup have the controller of RDMA resources, where its spec limits these: youki knows no such controller, and gives its cgroups only those
/// that it knows. Source: the kernel's admin-guide/cgroup-v2, "cgroup.subtree_control".
/// </summary>
internal sealed class RdmaControllerPreparation : IRunPreparation
{
    private const string UnifiedMarker = $"{CgroupTree.MountPoint}/cgroup.controllers";

    public ValueTask PrepareAsync(PreparedRun run, CancellationToken cancellationToken)
    {
        var directory = CgroupTree.MountPoint + run.Inputs.CgroupPath;
        if (run.Spec.Linux?.Resources?.Rdma is not { Count: > 0 } || !File.Exists(UnifiedMarker) || File.Exists($"{directory}/rdma.max"))
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            var above = CgroupTree.MountPoint;
            foreach (var name in run.Inputs.CgroupPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                CgroupFile.Write($"{above}/cgroup.subtree_control", "+rdma");
                above = $"{above}/{name}";
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException(
                "rdma", $"The RDMA limits of container {run.Inputs.ContainerId} cannot be set: {exception.Message} Load the drivers of the device, or leave the limits out.", exception) { ContainerId = run.Inputs.ContainerId };
        }

        return ValueTask.CompletedTask;
    }
}
