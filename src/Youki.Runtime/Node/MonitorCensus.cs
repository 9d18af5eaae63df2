using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>Counts the monitors of all containers, from their records and <c>/proc</c>.</summary>
internal sealed class MonitorCensus(ContainerStore store, MonitorCgroup cgroup)
{
    /// <summary>The census; null where there is no directory of bundles, or it may not be read.</summary>
    public MonitorSummary? Take()
    {
        try
        {
            return Directory.Exists(store.BundleDirectory) ? Count() : null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private MonitorSummary Count()
    {
        var live = 0;
        var lost = new List<ContainerId>();
        foreach (var (id, record, _) in store.ReadAll())
        {
            if (RunOf(record) is not { MonitorPid: { } pid } run || run.BootId != BootId.Current)
            {
                continue;
            }

            if (new ProcessIdentity(pid, run.MonitorStartTime ?? 0).IsAlive())
            {
                live++;
            }
            else if (new ProcessIdentity(run.Pid, run.PidStartTime).IsAlive())
            {
                lost.Add(id);
            }
        }

        return new MonitorSummary { Live = live, Lost = lost, CgroupPath = cgroup.WhyNot() is null ? cgroup.Path : null };
    }

    private RunRecord? RunOf(ContainerRecord? record)
    {
        try
        {
            return record is null ? null : store.TryReadRun(record);
        }
        catch (RecordException)
        {
            return null;
        }
    }
}
