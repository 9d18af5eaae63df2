using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Logs;

/// <summary>What keeps logs in bounds, put together.</summary>
internal sealed class LogKeeping(ContainerStore store, DirectoryWatcher watcher, IOptions<YoukiRuntimeOptions> options, ILoggerFactory loggers, TimeProvider time)
{
    /// <summary>How often the owner of a node looks at its logs.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly LogStoreLog _log = new(loggers.CreateLogger<LogStoreLog>());

    public LogRotation Rotation => field ??= new LogRotation(store, new LogRotator(store, new MonitorControl(time), watcher, time, _log), options, time, _log);
}
