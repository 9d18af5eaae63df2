using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
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
    EventRecorder Events,
    TimeProvider Time,
    LifecycleLog Log)
{
    public YoukiRuntimeOptions Options => OptionsAccessor.Value;

    /// <summary>Writes down the end of a run that was seen, unless somebody has.</summary>
    public void TellExit(ContainerRecord container, ContainerExit exit, bool isLast = false)
    {
        try
        {
            Events.RecordExit(container, Store.TryReadRun(container), exit, isLast);
        }
        catch (RecordException exception)
        {
            Log.NotLookedAt(container.Id, exception);
        }
    }

    public Task<ContainerLock> LockAsync(ContainerId id, CancellationToken cancellationToken) => Locks.AcquireAsync(id, Options.LockTimeout, cancellationToken);
}
