using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Configuration;
using Youki.Runtime.Events;
using Youki.Runtime.Files;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;
using Youki.Runtime.Supervision.Execs;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>Starts a command in a container.</summary>
internal sealed class ExecOperation(
    LifecycleServices services, ExecPreparation preparation, ExecLauncher launcher, ExecTools tools, CgroupTree cgroups, MonitorCgroup monitors, ExecSweeper sweeper, ExecLog log) : IDisposable
{
    private static readonly ProcessIdentity Self = ProcessIdentity.Find(Environment.ProcessId) ?? default;

    private readonly SemaphoreSlim _turn = new(services.Options.MaxConcurrentCreates);

    public async Task<ExecSession> StartAsync(ContainerId id, ExecOptions options, bool detached, CancellationToken giveUp)
    {
        ExecOptionsChecks.Check(id, options, detached);
        var (plan, init) = await PlanAsync(id, options, detached, giveUp).ConfigureAwait(false);
        LaunchedExec launched;
        try
        {
            await _turn.WaitAsync(giveUp).ConfigureAwait(false);
            try
            {
                launched = await launcher.LaunchAsync(plan).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }

            cgroups.LimitBelow(plan.Container.CgroupPath);
            if (detached)
            {
                await OutliveAsync(plan, launched).ConfigureAwait(false);
            }

            plan = plan with { Record = Started(plan.Record, launched) };
            ExecFiles.Write(plan.Layout, plan.Record);
        }
        catch (Exception exception)
        {
            log.NotStarted(id, plan.Record.Id, exception.Message);
            await sweeper.AbandonAsync(plan.Container, plan.Layout, plan.Record).ConfigureAwait(false);
            throw;
        }

        services.Events.Record(plan.Container, EventKind.ExecStarted, new EventDetail { ExecId = plan.Record.Id.Value });
        log.Started(id, plan.Record.Id, launched.Process.Pid);
        return new ExecSession(tools, plan, init, launched, result => FinishAsync(plan, result));
    }

    public void Dispose() => _turn.Dispose();

    private async Task<(ExecPlan Plan, ProcessIdentity Init)> PlanAsync(ContainerId id, ExecOptions options, bool detached, CancellationToken giveUp)
    {
        // Not while it is started, stopped or removed; and from here on, whoever removes it finds the command.
        using var held = await services.LockAsync(id, giveUp).ConfigureAwait(false);
        var container = services.Store.Read(id);
        var (process, seccomp, init) = await preparation.PrepareAsync(container, options, giveUp).ConfigureAwait(false);
        var exec = services.Store.Layout(id).Run(container.Run).Exec(ExecId.New());
        PrivateDirectory.Create(exec.Directory);
        var (cgroup, option) = MakeCgroup(container, exec.Id);
        var record = new ExecRecord
        {
            SchemaVersion = ContainerRecord.CurrentSchemaVersion,
            Id = exec.Id,
            Command = options.Command,
            CreatedAt = services.Time.GetUtcNow(),
            BootId = BootId.Current,
            Detached = detached,
            OwnerPid = Self.Pid,
            OwnerStartTime = Self.StartTime,
            CgroupPath = cgroup,
            Timeout = options.Timeout,
            SeccompApplied = seccomp,
        };
        ExecFiles.Write(exec, record);
        AtomicFile.Write(exec.ProcessFile, RuntimeSpecJson.SerializeProcess(process));
        return (new ExecPlan
        {
            Container = container,
            Layout = exec,
            Record = record,
            Terminal = options.Terminal == true,
            OpenStdin = options.OpenStdin == true,
            Size = options.TerminalSize,
            CgroupOption = option,
            TimeLimit = services.Options.CommandTimeout,
        }, init);
    }

    /// <summary>A cgroup of the command's own, so that all that it starts can be found. Where none can be made it does without.</summary>
    private (string? Path, string? Option) MakeCgroup(ContainerRecord container, ExecId id)
    {
        var path = $"{container.CgroupPath}/{id}";
        return ExecPreparation.CgroupOption(container, id) is { } option && cgroups.TryMake(path) ? (path, option) : (null, null);
    }

    private static ExecRecord Started(ExecRecord record, LaunchedExec launched) => record with
    {
        Pid = launched.Process.Pid,
        PidStartTime = launched.Process.StartTime,
        MonitorPid = launched.Monitor.Pid,
        MonitorStartTime = launched.Monitor.StartTime,
    };

    /// <summary>Takes a command that goes on without this process out of its cgroup, with its monitor.</summary>
    private async Task OutliveAsync(ExecPlan plan, LaunchedExec launched)
    {
        var container = plan.Container;
        await monitors.MoveAsync(container.Runtime, container.CgroupPath, launched.Monitor).ConfigureAwait(false);
        monitors.MoveContainer(container.Runtime, plan.Record.CgroupPath ?? container.CgroupPath, launched.Process);
    }

    private async Task FinishAsync(ExecPlan plan, ExecResult? result)
    {
        if (result is not null)
        {
            services.Events.Record(
                plan.Container, EventKind.ExecExited, new EventDetail { ExecId = plan.Record.Id.Value, ExitCode = result.ExitCode, Message = result.ErrorMessage });
            log.Ended(plan.Container.Id, plan.Record.Id, result.End, result.ExitCode);
        }

        await sweeper.FinishAsync(plan.Container, plan.Layout, plan.Record, result).ConfigureAwait(false);
    }
}
