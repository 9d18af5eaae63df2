using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.HostHooks;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Starts a container's process, in a new run where the last one has ended.</summary>
internal sealed class StartOperation(LifecycleServices services, RunMaker runs, RunCleaner cleaner, OciClients clients)
{
    private const string Operation = "start";

    public async Task StartAsync(ContainerId id, CancellationToken giveUp)
    {
        using var held = await services.LockAsync(id, giveUp).ConfigureAwait(false);
        var container = services.Store.Read(id);
        var observed = await services.Observer.ObserveAsync(container, giveUp).ConfigureAwait(false);
        switch (observed)
        {
            case { State: ContainerState.Created } when HasItsMonitor(observed.Run!):
                await StartMadeAsync(container, Operation).ConfigureAwait(false);
                break;

            // Without its monitor nobody would see the end of a run that is made but not started: a new one takes its place.
            case { State: ContainerState.Created or ContainerState.Stopped } when container.Phase == ContainerPhase.Ready:
                services.Events.RecordExit(container, observed.Run, observed.Exit ?? ExitReader.Unseen(container, "It was made and never started."));
                await StartAnewAsync(container, giveUp).ConfigureAwait(false);
                break;

            default:
                throw new ContainerStatusException(id, observed.State, $"Container {id} cannot be started: it is {Words.Of(observed.State)}. Only a created or stopped one can.");
        }
    }

    private async Task StartAnewAsync(ContainerRecord container, CancellationToken giveUp)
    {
        var number = container.Run + 1;
        if (Directory.Exists(services.Store.Layout(container.Id).Run(number).Directory))
        {
            // Whoever began it died: what it has left would be taken for this run's.
            await cleaner.SweepAsync(container, number, Operation).ConfigureAwait(false);
        }
        else
        {
            await cleaner.CleanAsync(container, Operation).ConfigureAwait(false);
        }

        ContainerRecord made;
        try
        {
            made = await runs.MakeAsync(container, number, Operation, giveUp).ConfigureAwait(false);
        }
        catch
        {
            await UndoAsync(container, number).ConfigureAwait(false);
            throw;
        }

        await StartMadeAsync(made, Operation).ConfigureAwait(false);
        cleaner.ForgetFormerRuns(made);
    }

    private async Task UndoAsync(ContainerRecord container, int number)
    {
        try
        {
            await cleaner.SweepAsync(container, number, Operation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            services.Log.UndoFailed(container.Id, exception);
        }
    }

    /// <summary>Starts a run that waits for it. The caller holds the lock.</summary>
    public async Task StartMadeAsync(ContainerRecord container, string operation)
    {
        var run = services.Store.TryReadRun(container) ?? throw new ContainerNotFoundException(container.Id);
        if (!HasItsMonitor(run))
        {
            throw new ContainerStartException(container.Id, StartFailure.Other, $"Container {container.Id} was not started: its monitor has ended, so nobody would see its exit code. Start it again.");
        }

        services.Log.Step(container.Id, operation, "request");
        run = run with { StartRequestedAt = services.Time.GetUtcNow(), LogSize = FileMetadata.TryOf(services.Store.Layout(container.Id).LogFile)?.Size ?? 0 };
        services.Store.WriteRun(container.Id, container.Run, run);

        services.Log.Step(container.Id, operation, "start");
        await StartAsync(container).ConfigureAwait(false);

        services.Log.Step(container.Id, operation, "started");
        services.Store.WriteRun(container.Id, container.Run, run with { StartedAt = services.Time.GetUtcNow() });
        services.Log.Started(container.Id, container.Run);
        services.Events.RecordOnce(container, EventKind.Started);
    }

    private async Task StartAsync(ContainerRecord container)
    {
        try
        {
            await clients.For(container.Runtime).StartAsync(container.Id).ConfigureAwait(false);
        }
        catch (ContainerStartException exception) when (exception.Failure == StartFailure.Hook)
        {
            throw HookFailures.Describe(container.Config, services.Store.Layout(container.Id).Bundle, container.Id, exception) ?? exception;
        }
    }

    private static bool HasItsMonitor(RunRecord run) => run.MonitorPid is not { } pid || new ProcessIdentity(pid, run.MonitorStartTime ?? 0).IsAlive();
}
