using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Supervision;

/// <summary>Has a container's run made by its monitor, or directly where the host has none, and out of the reach of whoever ends the host process's service.</summary>
internal sealed class RunLaunchers(MonitoredLauncher monitored, DirectLauncher direct, MonitorCgroup cgroup) : IRunLauncher
{
    public async Task<LaunchedRun> LaunchAsync(LaunchPlan plan)
    {
        var container = plan.Container;
        IRunLauncher launcher = container.Monitor is null ? direct : monitored;
        var launched = await launcher.LaunchAsync(plan).ConfigureAwait(false);
        cgroup.MoveContainer(container.Runtime, container.CgroupPath, launched.Container);
        return launched;
    }
}
