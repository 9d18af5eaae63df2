using Youki.Runtime.Bundles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>Makes pods, and makes what they share anew. Each step is on disk before it is done.</summary>
internal sealed class PodStarter(PodServices services, PodMembers members, PodInit init, PodStopper stopper)
{
    private const string Operation = "start";

    public async Task CreateAsync(PodId id, PodConfig config, NodeId node, CancellationToken giveUp)
    {
        using var held = await services.LockAsync(id, giveUp).ConfigureAwait(false);
        if (Directory.Exists(services.Store.Layout(id).Directory))
        {
            // Its lock is free, so what is half-made has nobody who will finish it.
            if (services.Store.TryRead(id) is { Phase: not PodPhase.Creating })
            {
                throw new PodExistsException(id);
            }

            await stopper.SweepAsync(id).ConfigureAwait(false);
        }

        services.Log.Step(id, "create", "record");
        PrivateDirectory.Create(services.Store.Layout(id).Directory);
        var pod = new PodRecord
        {
            SchemaVersion = PodRecord.CurrentSchemaVersion,
            Id = id,
            NodeId = node,
            Config = config with { SchemaVersion = PodConfig.CurrentSchemaVersion },
            CgroupPath = PodServices.CgroupPathOf(services.Options, id),
            CreatedAt = services.Time.GetUtcNow(),
            Phase = PodPhase.Creating,
        };
        try
        {
            services.Store.Write(pod);
            await MakeReadyAsync(pod, giveUp).ConfigureAwait(false);
            giveUp.ThrowIfCancellationRequested();
        }
        catch
        {
            await UndoAsync(id, () => stopper.SweepAsync(id)).ConfigureAwait(false);
            throw;
        }

        services.Log.Created(id);
    }

    public async Task StartAsync(PodId id, CancellationToken giveUp)
    {
        using var held = await services.LockAsync(id, giveUp).ConfigureAwait(false);
        var pod = services.Store.Read(id);
        var state = services.Finder.StateOf(pod);
        if (state == PodState.Ready && await init.IsThereAsync(pod, giveUp).ConfigureAwait(false))
        {
            return;
        }

        if (state is PodState.Creating or PodState.Removing)
        {
            throw new PodStatusException(id, state, $"Pod {id} cannot be started: {PodFinder.WhyNot(pod)} Remove it.");
        }

        if (await members.RunningAsync(id, giveUp).ConfigureAwait(false) is { Count: > 0 } running)
        {
            throw new PodStatusException(id, state, $"Pod {id} cannot be started: its containers {string.Join(", ", running)} still run, in what it shared before. Stop the pod first.");
        }

        services.Log.Step(id, Operation, "mark");
        pod = pod with { Phase = PodPhase.Starting, BootId = null };
        services.Store.Write(pod);
        try
        {
            await services.Host.GiveBackAsync(id, pod.CgroupPath).ConfigureAwait(false);
            await MakeReadyAsync(pod, giveUp).ConfigureAwait(false);
        }
        catch
        {
            await UndoAsync(id, () => stopper.FinishStopAsync(pod)).ConfigureAwait(false);
            throw;
        }

        services.Log.Started(id);
    }

    private async Task MakeReadyAsync(PodRecord pod, CancellationToken giveUp)
    {
        services.Log.Step(pod.Id, Operation, "host");
        services.Host.Take(pod);
        pod = pod with { BootId = BootId.Current, StartedAt = services.Time.GetUtcNow(), StoppedAt = null };
        if (pod.InitContainerId is not null)
        {
            services.Log.Step(pod.Id, Operation, "init");
            services.Store.Write(pod);
            await init.StartAsync(pod, giveUp).ConfigureAwait(false);
        }

        services.Log.Step(pod.Id, Operation, "ready");
        services.Store.Write(pod with { Phase = PodPhase.Ready });
    }

    private async Task UndoAsync(PodId id, Func<Task> undo)
    {
        try
        {
            await undo().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            services.Log.UndoFailed(id, exception);
        }
    }
}
