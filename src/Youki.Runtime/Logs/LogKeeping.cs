using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Logs;

/// <summary>What keeps logs in bounds, put together.</summary>
internal sealed class LogKeeping(
    ContainerStore store, DirectoryWatcher watcher, EventRecorder events, IOptions<YoukiRuntimeOptions> options, ILoggerFactory loggers, TimeProvider time)
{
    /// <summary>How often the owner of a node looks at its logs.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly LogStoreLog _log = new(loggers.CreateLogger<LogStoreLog>());

    private readonly MonitorBlock _block = new(store);

    public LogRotation Rotation => field ??= new LogRotation(store, new LogRotator(store, new MonitorControl(time), _block, watcher, time, _log), options, time, _log);

    public LogDiskGuard Guard => field ??= new LogDiskGuard(store, _block, events, options, time, _log);

    /// <summary>What the owner of a node does from time to time.</summary>
    public Task RunAsync(NodeId node, CancellationToken cancellationToken)
    {
        Guard.ReleaseWhereThereIsRoom(node);
        return Rotation.RunAsync(node, cancellationToken);
    }
}
