using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Freezes and thaws a run through its runtime, so that the runtime's record says so too. Where that record is wrong (youki forgets a pause when it sends a signal) or
/// the runtime is gone, the cgroup's own file is written: it is the truth. The caller holds the container's lock.
/// </summary>
internal sealed class RunFreezer(LifecycleServices services, OciClients clients, CgroupTree cgroups)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Nothing can hold a thaw up but a frozen cgroup above.</summary>
    private static readonly TimeSpan ThawTime = TimeSpan.FromSeconds(5);

    /// <exception cref="OperationTimeoutException">A process did not stop running; the others run again.</exception>
    public async Task FreezeAsync(ContainerRecord container)
    {
        OwnCgroup.Require(cgroups, container.Id, container.CgroupPath, "Pausing this container");
        try
        {
            await clients.For(container.Runtime).PauseAsync(container.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (YoukiException exception) when (exception is ContainerStatusException or RuntimeCommandException)
        {
            // youki's record may be wrong, or empty: it dies by SIGKILL in the middle of writing it.
            services.Log.FrozenByFile(container.Id, exception);
            cgroups.TrySetFrozen(container.CgroupPath, frozen: true);
        }
        catch
        {
            // What it began must not last.
            cgroups.TrySetFrozen(container.CgroupPath, frozen: false);
            throw;
        }

        if (await HasSettledAsync(() => cgroups.HasFrozen(container.CgroupPath), services.Options.CommandTimeout).ConfigureAwait(false))
        {
            return;
        }

        cgroups.TrySetFrozen(container.CgroupPath, frozen: false);
        throw new OperationTimeoutException(
            $"the processes of container {container.Id} to freeze", services.Options.CommandTimeout, "One may hang in the kernel (state D in ps), or the container has no freezer cgroup. It runs on.")
        {
            ContainerId = container.Id,
        };
    }

    /// <exception cref="HostResourceException">A cgroup above its own is frozen.</exception>
    public async Task ThawAsync(ContainerRecord container)
    {
        try
        {
            await clients.For(container.Runtime).ResumeAsync(container.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (YoukiException exception)
        {
            services.Log.ThawedByFile(container.Id, exception);
            cgroups.TrySetFrozen(container.CgroupPath, frozen: false);
        }

        if (!await HasSettledAsync(() => !cgroups.IsFrozen(container.CgroupPath) && !cgroups.HasFrozen(container.CgroupPath), ThawTime).ConfigureAwait(false))
        {
            throw new HostResourceException("cgroup", $"Container {container.Id} cannot go on: a cgroup above '{container.CgroupPath}' is frozen. Thaw that one.") { ContainerId = container.Id };
        }
    }

    private async Task<bool> HasSettledAsync(Func<bool> condition, TimeSpan limit)
    {
        var started = services.Time.GetTimestamp();
        while (!condition())
        {
            if (services.Time.GetElapsedTime(started) > limit)
            {
                return false;
            }

            await Task.Delay(Pause, services.Time, CancellationToken.None).ConfigureAwait(false);
        }

        return true;
    }
}
