using Youki.Runtime.Bundles;
using Youki.Runtime.Files;

namespace Youki.Runtime.Lifecycle;

/// <summary>Makes a container, step by step; when one fails, all that was done is undone.</summary>
internal sealed class CreateOperation(LifecycleServices services, ImageHolder images, RunMaker runs, StartOperation starter, ContainerRemover remover, NodeCapacity capacity)
{
    private const string Operation = "create";

    /// <param name="container">The record to begin with, in phase creating.</param>
    /// <param name="options">How it is created.</param>
    /// <param name="giveUp">Ends the fetching of the image, and the making between two steps.</param>
    public async Task CreateAsync(ContainerRecord container, CreateContainerOptions options, CancellationToken giveUp)
    {
        runs.RequireAbilities(container);
        if (!ImageHolder.IsNeededBy(container))
        {
            await MakeAsync(container, options.Start, giveUp).ConfigureAwait(false);
            return;
        }

        // It may take minutes, so nothing is locked meanwhile, and nothing of the container is there yet.
        services.Log.Step(container.Id, Operation, "image");
        var held = await images.HoldAsync(container, options.Pull, giveUp).ConfigureAwait(false);
        try
        {
            await MakeAsync(images.Pin(container, held.Image), options.Start, giveUp).ConfigureAwait(false);
        }
        finally
        {
            // From here on the container keeps it.
            await held.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(ContainerRecord container, bool start, CancellationToken giveUp)
    {
        var started = services.Time.GetTimestamp();
        using var held = await services.LockAsync(container.Id, giveUp).ConfigureAwait(false);
        await ClaimAsync(container).ConfigureAwait(false);
        try
        {
            services.Log.Step(container.Id, Operation, "record");
            using (await capacity.AdmitAsync(container, giveUp).ConfigureAwait(false))
            {
                services.Store.Write(container);
            }

            var made = await runs.MakeAsync(container, number: 1, Operation, giveUp).ConfigureAwait(false);
            giveUp.ThrowIfCancellationRequested();
            if (made.Monitor is null)
            {
                services.Log.Unmonitored(container.Id);
            }

            var elapsed = services.Time.GetElapsedTime(started);
            services.Log.Created(container.Id, made.Runtime.Flavor, elapsed);
            services.Events.RecordOnce(made, EventKind.Created);
            if (start)
            {
                await starter.StartMadeAsync(made, Operation).ConfigureAwait(false);

                // A caller that has gone does not know of it.
                giveUp.ThrowIfCancellationRequested();
            }
        }
        catch
        {
            await UndoAsync(container).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes the container's directory, which nobody else has.</summary>
    private async Task ClaimAsync(ContainerRecord container)
    {
        var layout = services.Store.Layout(container.Id);
        if (Directory.Exists(layout.Bundle))
        {
            // Its lock is free, so what is half-made or half-removed has nobody who will finish it.
            if (services.Store.TryRead(container.Id) is { Phase: ContainerPhase.Ready })
            {
                throw new ContainerExistsException(container.Id);
            }

            if (!layout.HoldsOnlyOurs())
            {
                throw new HostResourceException("directory", $"'{layout.Bundle}' holds files that are no container's. Move it away, or take another id.") { ContainerId = container.Id };
            }

            await remover.RemoveAsync(container.Id, Operation).ConfigureAwait(false);
        }

        services.Log.Step(container.Id, Operation, "directory");
        PrivateDirectory.Create(layout.Bundle);
    }

    private async Task UndoAsync(ContainerRecord container)
    {
        try
        {
            await remover.RemoveAsync(container.Id, "undo").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            services.Log.UndoFailed(container.Id, exception);
        }
    }
}
