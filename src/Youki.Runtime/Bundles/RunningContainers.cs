using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>Counts containers that run from their records and <c>/proc</c> alone: two looks at files and one at a process for each.</summary>
internal sealed class RunningContainers(ContainerStore store)
{
    /// <summary>Those of the nodes that this process has initialized.</summary>
    public long Count() => store.ReadAll().LongCount(item => item.Record is { } record && store.Node(record.NodeId).IsInitialized && IsRunning(record));

    private bool IsRunning(ContainerRecord record)
    {
        try
        {
            return store.TryReadRun(record) is { StartedAt: not null } run && run.BootId == BootId.Current && new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive();
        }
        catch (RecordException)
        {
            return false;
        }
    }
}
