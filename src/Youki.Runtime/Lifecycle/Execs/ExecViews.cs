using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision.Execs;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>Commands as any process sees them, by their files.</summary>
internal sealed class ExecViews(LifecycleServices services, ExecKiller killer, DirectoryWatcher watcher, DescriptorWaiter waiter)
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    public IReadOnlyList<ExecStatus> List(ContainerId id)
    {
        var container = services.Store.Read(id);
        return [.. services.Store.Layout(id).Run(container.Run).Execs().Select(exec => Look(container, exec)).OfType<ExecStatus>()];
    }

    /// <summary>Waits for the end of a command.</summary>
    public async Task<ExecResult> WaitAsync(ContainerId id, ExecId execId, CancellationToken cancellationToken)
    {
        var container = services.Store.Read(id);
        var exec = services.Store.Layout(id).Run(container.Run).Exec(execId);
        using var changes = watcher.Watch(exec.Directory);
        if (ExecFiles.TryRead(exec) is not { } record || Look(container, exec) is not { } status)
        {
            throw new ExecNotFoundException(id, execId);
        }

        while (status.Result is null && ExecFiles.TryRead(exec) is { MonitorPid: null })
        {
            await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
            status = Look(container, exec) ?? throw new ExecNotFoundException(id, execId);
        }

        // Held open: the files go away with an attached command, or with the container.
        using var answers = Open(exec);
        record = ExecFiles.TryRead(exec) ?? record;
        using var monitor = ExecKiller.MonitorOf(record)?.TryOpen();
        if (monitor is not null)
        {
            await waiter.WaitReadableAsync(monitor, cancellationToken).ConfigureAwait(false);
        }

        // Whoever started it may know better how it has ended, and writes that down a moment later.
        var end = services.Time.GetTimestamp();
        while (ExecFiles.HasOwner(record) && ExecFiles.TryRead(exec) is { End: null } && services.Time.GetElapsedTime(end) < EndLimit)
        {
            await Task.WhenAny(changes.WaitAsync(cancellationToken), Task.Delay(EndLimit, services.Time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Read(container, exec, ExecFiles.TryRead(exec) ?? record, answers);
    }

    /// <summary>Sends a signal; whether there was a process to send it to.</summary>
    public bool Signal(ContainerId id, ExecId execId, Signal signal)
    {
        var container = services.Store.Read(id);
        var exec = services.Store.Layout(id).Run(container.Run).Exec(execId);
        if (ExecFiles.TryRead(exec) is not { } record)
        {
            throw new ExecNotFoundException(id, execId);
        }

        if (record.BootId != BootId.Current)
        {
            return false;
        }

        if (signal == Runtime.Signal.Kill)
        {
            return killer.KillOnce(record);
        }

        return ExecKiller.ProcessOf(record)?.TrySignal(signal) ?? false;
    }

    /// <summary>Where the command stands; null where it is not there, or as good as gone.</summary>
    private ExecStatus? Look(ContainerRecord container, ExecLayout exec)
    {
        if (ExecFiles.TryRead(exec) is not { } record || (record.Pid is null && !ExecFiles.HasOwner(record)))
        {
            return null;
        }

        var isAlive = record.BootId == BootId.Current && (record.Pid is null || ExecKiller.MonitorOf(record)?.IsAlive() == true || ExecKiller.ProcessOf(record)?.IsAlive() == true);
        if (!isAlive && !record.Detached)
        {
            return null;
        }

        using var answers = isAlive ? null : Open(exec);
        return new ExecStatus
        {
            Id = record.Id,
            ContainerId = container.Id,
            Command = record.Command,
            Detached = record.Detached,
            CreatedAt = record.CreatedAt,
            Pid = isAlive ? record.Pid : null,
            Result = isAlive ? null : Read(container, exec, record, answers),
        };
    }

    private ExecResult Read(ContainerRecord container, ExecLayout exec, ExecRecord record, SafeFileHandle? answers)
    {
        var run = services.Store.TryReadRun(container);
        var init = new ProcessIdentity(run?.Pid ?? 0, run?.PidStartTime ?? 0);
        var finished = answers is null ? services.Time.GetUtcNow() : FileMetadata.Of(answers).Changed.ToDateTimeOffset();
        return ExecEnds.Read(container, init, exec, record, answers is null ? [] : ExecLauncher.Read(answers), timedOut: false, finished);
    }

    private static SafeFileHandle? Open(ExecLayout exec)
    {
        try
        {
            return Descriptor.OpenFile(exec.AnswerFile, OpenFlags.ReadOnly);
        }
        catch (NativeException)
        {
            return null;
        }
    }
}
