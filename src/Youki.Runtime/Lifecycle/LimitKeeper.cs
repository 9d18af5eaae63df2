using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Sees to it that a container that waits to be started has every limit of its spec: what its runtime has left out (youki knows no RDMA, neither runtime the burst of
/// version 1) is written to the cgroup's files, and all of it is read back.
/// </summary>
internal sealed class LimitKeeper(CgroupTree cgroups)
{
    /// <exception cref="HostResourceException">The kernel does not take a limit.</exception>
    public void Apply(ContainerRecord container, RuntimeSpec spec)
    {
        if (spec.Linux?.Resources is not { } resources)
        {
            return;
        }

        cgroups.Prepare(container.CgroupPath, resources);
        var refused = new CgroupWriter(cgroups.LimitsOf(container.CgroupPath, resources)).Apply();
        if (refused.Count > 0)
        {
            throw new HostResourceException(
                "limits",
                $"The limits of container {container.Id} do not hold: {string.Join("; ", refused.Select(Describe))}. Choose other values, or leave them out.") { ContainerId = container.Id };
        }
    }

    private static string Describe(LimitMismatch mismatch) =>
        $"'{mismatch.File}' should be '{mismatch.Wanted}' and is '{mismatch.Found ?? "missing"}'{(mismatch.Reason is { } reason ? $" ({reason})" : "")}";
}
