using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>
/// Kills a command and all that it has started. They are in a cgroup of their own, which none of them can leave; where the host lets no such cgroup be made,
/// they are found by their parents, and one that has left its parent is missed.
/// </summary>
internal sealed class ExecKiller(CgroupTree cgroups, TimeProvider time)
{
    private const int SIGCONT = 18;
    private const int SIGSTOP = 19;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Kills them, again and again until they are gone.</summary>
    /// <exception cref="OperationTimeoutException">They did not go.</exception>
    public async Task KillAsync(ContainerId container, ExecRecord record, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; KillOnce(record); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (time.GetElapsedTime(started) > limit)
            {
                throw new OperationTimeoutException(
                    $"command {record.Id} in container {container} to die after SIGKILL", limit, "A paused container's processes die once it is resumed; else see their state in ps.")
                {
                    ContainerId = container,
                };
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kills what there is; whether there was anything.</summary>
    public bool KillOnce(ExecRecord record)
    {
        var found = false;
        if (record.CgroupPath is { } path && cgroups.Processes(path).Count > 0)
        {
            found = true;
            cgroups.Kill(path);
        }

        if (ProcessOf(record) is { } process && process.IsAlive())
        {
            found = true;
            foreach (var each in ProcessTable.Descendants(process.Pid).Append(process))
            {
                each.TrySignal(Signal.Kill);
            }
        }

        return found;
    }

    /// <summary>Stops what a command has left behind, or lets it go on: what writes without an end keeps its monitor from ending.</summary>
    public void Hold(ExecRecord record, bool hold)
    {
        if (record.CgroupPath is { } path)
        {
            cgroups.Signal(path, hold ? SIGSTOP : SIGCONT);
        }
    }

    public static ProcessIdentity? ProcessOf(ExecRecord record) => record.Pid is { } pid ? new(pid, record.PidStartTime ?? 0) : null;

    public static ProcessIdentity? MonitorOf(ExecRecord record) => record.MonitorPid is { } pid ? new(pid, record.MonitorStartTime ?? 0) : null;
}
