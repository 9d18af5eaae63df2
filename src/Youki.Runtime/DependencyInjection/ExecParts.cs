using Microsoft.Extensions.Logging;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Execution;
using Youki.Runtime.Lifecycle;
using Youki.Runtime.Lifecycle.Execs;
using Youki.Runtime.Native;
using Youki.Runtime.Node;
using Youki.Runtime.Supervision;
using Youki.Runtime.Supervision.Execs;

namespace Youki.Runtime.DependencyInjection;

/// <summary>The parts that run commands in containers.</summary>
internal sealed class ExecParts : IDisposable
{
    public ExecParts(
        LifecycleServices services, ProcessRunner runner, DirectoryWatcher watcher, DescriptorWaiter waiter, CgroupTree cgroups, MonitorCgroup monitors, HostProbe host, ILoggerFactory loggers)
    {
        var log = new ExecLog(loggers.CreateLogger<ExecLog>());
        var control = new MonitorControl(services.Time);
        var killer = new ExecKiller(cgroups, services.Time);
        var tools = new ExecTools(waiter, killer, control, services.Time, services.Options.KillTimeout);
        Sweeper = new ExecSweeper(services, cgroups, new ExecOrphans(services, killer, new ExecMonitors(waiter, services.Time)), log);
        Starter = new ExecOperation(
            services, new ExecPreparation(services, host), new ExecLauncher(runner, watcher, waiter, control, services.Time), tools, cgroups, monitors, Sweeper, log);
        Views = new ExecViews(services, killer, watcher, waiter);
    }

    public ExecSweeper Sweeper { get; }

    public ExecOperation Starter { get; }

    public ExecViews Views { get; }

    public void Dispose() => Starter.Dispose();
}
