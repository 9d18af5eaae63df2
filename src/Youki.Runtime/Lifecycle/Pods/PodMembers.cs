using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>The containers of a pod, and what is done with all of them.</summary>
internal sealed class PodMembers(LifecycleServices services, StopOperation stopper, RemoveOperation remover)
{
    /// <summary>The containers, oldest first, the small init before all others.</summary>
    public IReadOnlyList<ContainerRecord> Of(PodId id) =>
    [
        .. services.Store.ReadAll().Select(one => one.Record).OfType<ContainerRecord>().Where(container => container.PodId == id)
            .OrderBy(container => container.IsPodInit == true ? 0 : 1).ThenBy(container => container.CreatedAt),
    ];

    /// <summary>Those that have a process.</summary>
    public async Task<IReadOnlyList<ContainerId>> RunningAsync(PodId id, CancellationToken cancellationToken)
    {
        var running = new List<ContainerId>();
        foreach (var container in Of(id))
        {
            var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
            if (observed is { Exit: null, State: not ContainerState.Stopped })
            {
                running.Add(container.Id);
            }
        }

        return running;
    }

    /// <summary>Stops them, the youngest first; the small init, on which all in its pid namespace depend, comes last and goes altogether.</summary>
    public async Task StopAsync(PodId id, StopOptions options, CancellationToken cancellationToken)
    {
        foreach (var container in Of(id).Reverse())
        {
            if (container.IsPodInit == true)
            {
                await remover.RemoveAsync(container.Id, new RemoveOptions { Force = true }, cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                await stopper.StopAsync(container.Id, options, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ContainerNotFoundException or ContainerStatusException)
            {
                // Removed meanwhile, or its making was broken off: that one holds no process.
                services.Log.NotLookedAt(container.Id, exception);
            }
        }
    }

    /// <summary>Removes the small init, which nothing needs any more.</summary>
    public async Task RemoveInitAsync(PodId id, CancellationToken cancellationToken)
    {
        foreach (var container in Of(id).Where(container => container.IsPodInit == true))
        {
            await remover.RemoveAsync(container.Id, new RemoveOptions { Force = true }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes them, the youngest first.</summary>
    public async Task RemoveAsync(PodId id, bool force, CancellationToken cancellationToken)
    {
        foreach (var container in Of(id).Reverse())
        {
            await remover.RemoveAsync(container.Id, new RemoveOptions { Force = force || container.IsPodInit == true }, cancellationToken).ConfigureAwait(false);
        }
    }
}
