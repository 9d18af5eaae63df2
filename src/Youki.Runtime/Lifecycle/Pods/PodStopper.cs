using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>Stops and removes pods, and finishes what a process that died has left half-done. Nothing is locked while containers are stopped: the phase keeps others from joining.</summary>
internal sealed class PodStopper(PodServices services, PodMembers members)
{
    public async Task StopAsync(PodId id, StopOptions options, CancellationToken cancellationToken)
    {
        using (await services.LockAsync(id, cancellationToken).ConfigureAwait(false))
        {
            var pod = services.Store.Read(id);
            if (pod.Phase is PodPhase.Creating or PodPhase.Removing)
            {
                throw new PodStatusException(id, services.Finder.StateOf(pod), $"Pod {id} cannot be stopped: {PodFinder.WhyNot(pod)} Remove it.");
            }

            if (pod.Phase != PodPhase.Stopped)
            {
                services.Log.Step(id, "stop", "mark");
                services.Store.Write(pod with { Phase = PodPhase.Stopping });
            }
        }

        await members.StopAsync(id, options, cancellationToken).ConfigureAwait(false);
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        if (services.Store.TryRead(id) is { Phase: PodPhase.Stopping } current)
        {
            await FinishStopAsync(current).ConfigureAwait(false);
            services.Log.Stopped(id);
        }
    }

    /// <summary>Gives back what a pod shares. The caller holds its lock, and its containers have ended.</summary>
    public async Task FinishStopAsync(PodRecord pod)
    {
        services.Log.Step(pod.Id, "stop", "host");
        await RemoveInitAsync(pod.Id).ConfigureAwait(false);
        await services.Host.GiveBackAsync(pod.Id, pod.CgroupPath).ConfigureAwait(false);
        services.Store.Write(pod with { Phase = PodPhase.Stopped, BootId = null, StoppedAt = services.Time.GetUtcNow() });
    }

    public async Task RemoveAsync(PodId id, RemovePodOptions options, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(services.Store.Layout(id).Directory))
        {
            return;
        }

        using (await services.LockAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (TryRead(id, options.Force) is { } pod)
            {
                if (!options.Force && pod.Phase is not (PodPhase.Creating or PodPhase.Removing))
                {
                    await RefuseAliveAsync(pod, cancellationToken).ConfigureAwait(false);
                }

                services.Log.Step(id, "remove", "mark");
                services.Store.Write(pod with { Phase = PodPhase.Removing });
            }
        }

        await members.RemoveAsync(id, force: true, cancellationToken).ConfigureAwait(false);
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(services.Store.Layout(id).Directory) && TryRead(id, options.Force) is null or { Phase: PodPhase.Removing })
        {
            await SweepAsync(id).ConfigureAwait(false);
            services.Log.Removed(id);
        }
    }

    /// <summary>Makes all of a pod go, in any state that a crash may have left it in. The caller holds its lock.</summary>
    public async Task SweepAsync(PodId id)
    {
        // Joining is refused by now, so these are all that there will be.
        await members.RemoveAsync(id, force: true, CancellationToken.None).ConfigureAwait(false);
        await services.Host.GiveBackAsync(id, TryRead(id, force: true)?.CgroupPath ?? PodServices.CgroupPathOf(services.Options, id)).ConfigureAwait(false);
        services.Host.DeleteFiles(id);
    }

    private async Task RefuseAliveAsync(PodRecord pod, CancellationToken cancellationToken)
    {
        if (services.Finder.StateOf(pod) == PodState.Ready)
        {
            throw new PodStatusException(pod.Id, PodState.Ready, $"Pod {pod.Id} is ready. Stop it first, or remove it by force.");
        }

        if (await members.RunningAsync(pod.Id, cancellationToken).ConfigureAwait(false) is { Count: > 0 } running)
        {
            throw new PodStatusException(pod.Id, services.Finder.StateOf(pod), $"Containers of pod {pod.Id} run: {string.Join(", ", running)}. Stop it first, or remove it by force.");
        }
    }

    private Task RemoveInitAsync(PodId id) => members.RemoveInitAsync(id, CancellationToken.None);

    private PodRecord? TryRead(PodId id, bool force)
    {
        try
        {
            return services.Store.TryRead(id);
        }
        catch (RecordException exception) when (force && exception.InnerException is not null)
        {
            // Damaged, not of another version: what it would say follows from the id.
            return null;
        }
    }
}
