using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Logs;

/// <summary>What keeps logs in bounds, put together.</summary>
internal sealed class LogKeeping(ContainerStore store, DirectoryWatcher watcher, IOptions<YoukiRuntimeOptions> options, ILoggerFactory loggers, TimeProvider time)
{
    private readonly LogStoreLog _log = new(loggers.CreateLogger<LogStoreLog>());

    public LogRotation Rotation => field ??= new LogRotation(store, new LogRotator(store, new MonitorControl(time), watcher, time, _log), options, time, _log);
}
