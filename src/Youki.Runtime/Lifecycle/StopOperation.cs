using Youki.Runtime.Bundles;

namespace Youki.Runtime.Lifecycle;

/// <summary>Asks a container to end, and kills it at the deadline. The deadline is on disk: a later stop, by any process, may bring it forward.</summary>
internal sealed class StopOperation(LifecycleServices services, RunEnds ends, RunFreezer freezer, RunCleaner cleaner)
{
    private const string Operation = "stop";

    /// <summary>How soon a stop that waits notices that another one brought its deadline forward.</summary>
    private static readonly TimeSpan DeadlinePause = TimeSpan.FromMilliseconds(500);

    public async Task StopAsync(ContainerId id, StopOptions options, CancellationToken cancellationToken)
    {
        if (await AskAsync(id, options, cancellationToken).ConfigureAwait(false) is not { } request)
        {
            return;
        }

        var exit = await WaitUntilDeadlineAsync(request, cancellationToken).ConfigureAwait(false);
        if (exit is null)
        {
            services.Log.Killing(id, request.Signal);
            exit = await ends.KillAsync(request.Container, request.Run, cancellationToken).ConfigureAwait(false);
        }

        services.Log.Stopped(id, exit.Reason, exit.ExitCode);
        services.TellExit(request.Container, exit);
        await FinishAsync(request.Container, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StopRequest?> AskAsync(ContainerId id, StopOptions options, CancellationToken cancellationToken)
    {
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        var container = services.Store.Read(id);
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (observed.State == ContainerState.Stopped)
        {
            // It may have ended by itself, or whoever stopped it died before this.
            services.TellExit(container, observed.Exit!);
            if (observed.Run is null)
            {
                // Without a record nobody knows its processes, and some may be left: a container that is said to be stopped has none.
                await cleaner.CleanAsync(container, Operation).ConfigureAwait(false);
                return null;
            }

            await cleaner.ReleaseAsync(container).ConfigureAwait(false);
            return null;
        }

        if (observed.Run is not { } run)
        {
            throw new ContainerStatusException(id, observed.State, $"Container {id} cannot be stopped: its making was broken off. Remove it.");
        }

        services.Log.Step(id, Operation, "deadline");
        var signal = options.Signal ?? container.Config.StopSignal ?? container.ImageStopSignal ?? Signal.Term;

        // What waits to be started is not the program yet, and youki's ignores every other signal.
        var timeout = observed.State == ContainerState.Created ? TimeSpan.Zero : options.Timeout ?? container.Config.StopTimeout ?? services.Options.StopTimeout;
        var request = new StopRequest(container, run, signal, timeout, SinceBoot());
        BringForward(request);

        services.Log.Step(id, Operation, "signal");
        if (timeout > TimeSpan.Zero)
        {
            if (observed.State == ContainerState.Paused && !await TryThawAsync(container).ConfigureAwait(false))
            {
                return request with { Timeout = TimeSpan.Zero };
            }

            Signaller.TrySend(run, signal);
        }

        return request;
    }

    /// <summary>Lets a paused container see its signal; false where the runtime cannot, and only SIGKILL is left.</summary>
    private async Task<bool> TryThawAsync(ContainerRecord container)
    {
        try
        {
            await freezer.ThawAsync(container).ConfigureAwait(false);
            return true;
        }
        catch (YoukiException exception)
        {
            services.Log.NotThawed(container.Id, exception);
            return false;
        }
    }

    /// <summary>Tells other stops of this run of the deadline, unless they have an earlier one.</summary>
    private void BringForward(StopRequest request)
    {
        var (container, deadline) = (request.Container, request.Began + request.Timeout);
        if (DeadlineOfOthers(request) <= deadline)
        {
            return;
        }

        try
        {
            var file = services.Store.Layout(container.Id).Run(container.Run).StopFile;
            var record = new StopRecord { SchemaVersion = ContainerRecord.CurrentSchemaVersion, Deadline = services.Time.GetUtcNow() + request.Timeout, DeadlineSinceBoot = deadline };
            RecordFile.Write(file, record, BundleJson.Default.StopRecord);
        }
        catch (HostResourceException exception)
        {
            // On a full disk others do not learn of the deadline, but the container is stopped.
            services.Log.NotWritten(container.Id, exception);
        }
    }

    /// <summary>The deadline that is on disk; null where there is none, or where it had passed before this stop was asked for: whoever set it gave up.</summary>
    private TimeSpan? DeadlineOfOthers(StopRequest request)
    {
        var file = services.Store.Layout(request.Container.Id).Run(request.Container.Run).StopFile;
        try
        {
            return RecordFile.Read(file, BundleJson.Default.StopRecord) is { } known
                && RecordFile.CheckSchema(known, known.SchemaVersion, ContainerRecord.CurrentSchemaVersion, file) is var valid
                && (valid.DeadlineSinceBoot ?? SinceBoot() + (valid.Deadline - services.Time.GetUtcNow())) is var deadline
                && deadline >= request.Began ? deadline : null;
        }
        catch (RecordException exception) when (exception.InnerException is not null)
        {
            return null;
        }
    }

    /// <summary>The end of the run; null where it did not come before the deadline, which another stop may bring forward, and then go away itself.</summary>
    private async Task<ContainerExit?> WaitUntilDeadlineAsync(StopRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Measured, not read off the clock, which may be set.
            var left = request.Began + request.Timeout - SinceBoot();
            if (DeadlineOfOthers(request) - SinceBoot() is { } others && others < left)
            {
                left = others;
            }

            if (await ends.WaitAsync(request.Container, left < DeadlinePause ? left : DeadlinePause, cancellationToken).ConfigureAwait(false) is { } exit)
            {
                return exit;
            }

            if (left <= DeadlinePause)
            {
                return null;
            }
        }
    }

    /// <summary>The same for all processes of the host.</summary>
    private TimeSpan SinceBoot() => services.Time.GetElapsedTime(0);

    /// <summary>Gives back what the run held of the host.</summary>
    private async Task FinishAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        services.Log.Step(container.Id, Operation, "finish");
        using var held = await services.LockAsync(container.Id, cancellationToken).ConfigureAwait(false);
        if (services.Store.TryRead(container.Id) is { Phase: ContainerPhase.Ready } current && current.Run == container.Run)
        {
            await cleaner.ReleaseAsync(current).ConfigureAwait(false);
        }
    }

    private sealed record StopRequest(ContainerRecord Container, RunRecord Run, Signal Signal, TimeSpan Timeout, TimeSpan Began);
}
