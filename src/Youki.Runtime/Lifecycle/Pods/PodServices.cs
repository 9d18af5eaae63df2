using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>What every operation on a pod uses.</summary>
internal sealed record PodServices(YoukiRuntimeOptions Options, PodStore Store, PodLocks Locks, PodHost Host, PodFinder Finder, TimeProvider Time, PodLog Log)
{
    public static string CgroupPathOf(YoukiRuntimeOptions options, PodId id) => $"{options.CgroupParent.TrimEnd('/')}/{MonitorCgroup.PodPrefix}{id.Value}";

    public Task<ContainerLock> LockAsync(PodId id, CancellationToken cancellationToken) => Locks.AcquireAsync(id, Options.LockTimeout, cancellationToken);
}
