using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Images;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>What every operation on a container uses.</summary>
internal sealed record LifecycleServices(
    IOptions<YoukiRuntimeOptions> OptionsAccessor,
    ContainerStore Store,
    ContainerLocks Locks,
    RunObserver Observer,
    ExitWaiter Waiter,
    HostResources Resources,
    IContainerImages Images,
    TimeProvider Time,
    LifecycleLog Log)
{
    public YoukiRuntimeOptions Options => OptionsAccessor.Value;

    public Task<ContainerLock> LockAsync(ContainerId id, CancellationToken cancellationToken) => Locks.AcquireAsync(id, Options.LockTimeout, cancellationToken);
}
