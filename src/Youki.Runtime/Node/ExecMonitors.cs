using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>The monitors of commands in containers, when nobody follows them any more.</summary>
internal sealed class ExecMonitors(DescriptorWaiter waiter, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the monitors of all commands of a run, which end by themselves when the container has; those that hang are killed.</summary>
    public async Task EndAllAsync(RunLayout run)
    {
        foreach (var exec in run.Execs())
        {
            await EndAsync(exec, kill: false).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a command's monitor, or kills it at once, with what it has started.</summary>
    public async Task EndAsync(ExecLayout exec, bool kill)
    {
        foreach (var monitor in Find(exec))
        {
            using var process = monitor.TryOpen();
            if (process is null || (!kill && await HasEndedAsync(process).ConfigureAwait(false)))
            {
                continue;
            }

            var descendants = ProcessTable.Descendants(monitor.Pid);
            PidFd.TrySignal(process, Signal.Kill.Number);
            foreach (var descendant in descendants)
            {
                descendant.TrySignal(Signal.Kill);
            }

            await HasEndedAsync(process).ConfigureAwait(false);
        }

        if (kill)
        {
            KillUnfinished(exec);
        }
    }

    /// <summary>
    /// Kills what a runtime that was killed itself has left: youki's half-made process waits for ever for its word to begin, is not in all cgroups of the command yet,
    /// and has lost its parents. It keeps the arguments of the runtime until it becomes the command.
    /// </summary>
    private static void KillUnfinished(ExecLayout exec)
    {
        foreach (var (process, _, _) in ProcessTable.All().Where(process => process.Arguments.Contains(exec.ProcessFile)).ToList())
        {
            process.TrySignal(Signal.Kill);
        }
    }

    private async Task<bool> HasEndedAsync(SafeFileHandle process)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        try
        {
            await waiter.WaitReadableAsync(process, deadline.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The monitor that is written down; else those, and the shells that are about to become one, that have the command's directory among their arguments.</summary>
    private static List<ProcessIdentity> Find(ExecLayout exec)
    {
        if (TryRead(exec) is { MonitorPid: { } pid } record)
        {
            return record.BootId == BootId.Current ? [new ProcessIdentity(pid, record.MonitorStartTime ?? 0)] : [];
        }

        return [.. ProcessTable.Own().Where(process => process.Arguments.Contains(exec.Directory)).Select(process => process.Process)];
    }

    private static ExecRecord? TryRead(ExecLayout exec)
    {
        try
        {
            return RecordFile.Read(exec.RecordFile, BundleJson.Default.ExecRecord);
        }
        catch (RecordException)
        {
            return null;
        }
    }
}
