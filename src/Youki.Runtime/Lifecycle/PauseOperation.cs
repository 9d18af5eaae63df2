namespace Youki.Runtime.Lifecycle;

/// <summary>Pauses a container for its user, and lets it go on.</summary>
internal sealed class PauseOperation(LifecycleServices services, RunFreezer runs, Freezer freezer)
{
    public async Task PauseAsync(ContainerId id, CancellationToken cancellationToken)
    {
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        var container = services.Store.Read(id);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        switch (observed.State)
        {
            case ContainerState.Running:
                services.Log.Step(id, "pause", "freeze");
                await runs.FreezeAsync(container).ConfigureAwait(false);
                break;

            // It is frozen for somebody else, and stays so after that.
            case ContainerState.Paused when freezer.TryClaim(container):
                break;

            case ContainerState.Paused:
                throw new ContainerStatusException(id, observed.State, $"Container {id} is paused already.");

            default:
                throw new ContainerStatusException(id, observed.State, $"Container {id} cannot be paused: it is {Words.Of(observed.State)}. Only a running one can.");
        }

        services.Log.Paused(id);
        services.Events.Record(container, EventKind.Paused);
    }

    public async Task ResumeAsync(ContainerId id, CancellationToken cancellationToken)
    {
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        var container = services.Store.Read(id);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed.State != ContainerState.Paused)
        {
            throw new ContainerStatusException(id, observed.State, $"Container {id} cannot be resumed: it is {Words.Of(observed.State)}, not paused.");
        }

        services.Log.Step(id, "resume", "thaw");
        if (!await freezer.TryResumeAsync(container).ConfigureAwait(false))
        {
            throw new ContainerStatusException(id, observed.State, $"Container {id} is paused only while its files are read for a commit; it goes on by itself.");
        }

        services.Log.Resumed(id);
        services.Events.Record(container, EventKind.Resumed);
    }
}
