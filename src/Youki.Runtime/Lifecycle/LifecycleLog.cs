using Microsoft.Extensions.Logging;
using Youki.Runtime.Diagnostics;

namespace Youki.Runtime.Lifecycle;

/// <summary>What happens to containers. Each step is told before it is done, so that a log ends with the step that did not.</summary>
internal sealed partial class LifecycleLog(ILogger<LifecycleLog> logger)
{
    /// <summary>A step of an operation, before it is done; it is in the operation's trace too.</summary>
    public void Step(ContainerId containerId, string operation, string step)
    {
        LogStep(containerId, operation, step);
        RuntimeTelemetry.Step(step);
    }

    [LoggerMessage(EventId = 500, Level = LogLevel.Debug, Message = "Container {ContainerId}: {Operation}, step {Step}")]
    private partial void LogStep(ContainerId containerId, string operation, string step);

    [LoggerMessage(EventId = 501, Level = LogLevel.Information, Message = "Created container {ContainerId} with {Flavor} in {Elapsed}")]
    public partial void Created(ContainerId containerId, string flavor, TimeSpan elapsed);

    [LoggerMessage(EventId = 502, Level = LogLevel.Information, Message = "Started container {ContainerId}, run {Run}")]
    public partial void Started(ContainerId containerId, int run);

    [LoggerMessage(EventId = 503, Level = LogLevel.Information, Message = "Stopped container {ContainerId}: {Reason}, exit code {ExitCode}")]
    public partial void Stopped(ContainerId containerId, ExitReason reason, int? exitCode);

    [LoggerMessage(EventId = 504, Level = LogLevel.Information, Message = "Removed container {ContainerId}")]
    public partial void Removed(ContainerId containerId);

    [LoggerMessage(EventId = 505, Level = LogLevel.Warning, Message = "Container {ContainerId} did not end on {Signal} in time; sending SIGKILL")]
    public partial void Killing(ContainerId containerId, Signal signal);

    [LoggerMessage(EventId = 506, Level = LogLevel.Warning, Message = "Swept container {ContainerId}, left behind by a former process in phase {Phase}")]
    public partial void Swept(ContainerId containerId, string phase);

    [LoggerMessage(EventId = 507, Level = LogLevel.Warning, Message = "Could not undo the making of container {ContainerId}; the next start of the node sweeps it")]
    public partial void UndoFailed(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 508, Level = LogLevel.Warning, Message = "Left container {ContainerId} as it is: it could not be recovered")]
    public partial void RecoveryFailed(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 509, Level = LogLevel.Warning, Message = "The runtime could not delete container {ContainerId}; its processes, cgroup and state are removed without it")]
    public partial void DeletedByForce(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 512, Level = LogLevel.Warning, Message = "Could not write down how far the stop or removal of container {ContainerId} has come; it goes on")]
    public partial void NotWritten(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 513, Level = LogLevel.Warning, Message = "Paused container {ContainerId} could not be resumed to see its stop signal; sending SIGKILL")]
    public partial void NotThawed(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 514, Level = LogLevel.Warning, Message = "Image {Image} of container {ContainerId} asks to be stopped by {Signal}, which is no signal; it will be SIGTERM")]
    public partial void NoSuchSignal(ContainerId containerId, string image, string signal);

    [LoggerMessage(EventId = 511, Level = LogLevel.Warning, Message = "Container {ContainerId} has no monitor: its exit code will not be known. Install conmon")]
    public partial void Unmonitored(ContainerId containerId);

    [LoggerMessage(EventId = 517, Level = LogLevel.Debug, Message = "Container {ContainerId} could not be looked at for its events; this is tried again")]
    public partial void NotLookedAt(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 515, Level = LogLevel.Warning, Message = "Container {ContainerId} was left paused by a process that has gone; it goes on")]
    public partial void Thawing(ContainerId containerId);

    [LoggerMessage(EventId = 520, Level = LogLevel.Information, Message = "Paused container {ContainerId}")]
    public partial void Paused(ContainerId containerId);

    [LoggerMessage(EventId = 521, Level = LogLevel.Information, Message = "Resumed container {ContainerId}")]
    public partial void Resumed(ContainerId containerId);

    [LoggerMessage(EventId = 524, Level = LogLevel.Information, Message = "Updated the limits of container {ContainerId}")]
    public partial void Updated(ContainerId containerId);

    [LoggerMessage(EventId = 525, Level = LogLevel.Debug, Message = "The runtime could not update container {ContainerId}; its cgroup is written without it")]
    public partial void UpdatedByFile(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 522, Level = LogLevel.Debug, Message = "The runtime takes container {ContainerId} for something else than running; its cgroup is frozen without it")]
    public partial void FrozenByFile(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 523, Level = LogLevel.Debug, Message = "The runtime could not resume container {ContainerId}; its cgroup is thawed without it")]
    public partial void ThawedByFile(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 530, Level = LogLevel.Information, Message = "Renamed container {ContainerId} from {OldName} to {Name}")]
    public partial void Renamed(ContainerId containerId, string? oldName, string name);

    [LoggerMessage(EventId = 540, Level = LogLevel.Warning, Message = "Monitor {Monitor} of container {ContainerId} has died: its exit code and further output will not be known; policy {Policy}")]
    public partial void MonitorLost(ContainerId containerId, int monitor, LostMonitorPolicy policy);

    [LoggerMessage(EventId = 518, Level = LogLevel.Warning, Message = "Monitor {Monitor} of container {ContainerId}, which has ended, did nothing and was killed")]
    public partial void MonitorKilled(ContainerId containerId, int monitor);

    [LoggerMessage(EventId = 519, Level = LogLevel.Warning, Message = "Files of former runs of container {ContainerId} could not be deleted; the next start tries again")]
    public partial void FormerRunsNotDeleted(ContainerId containerId, Exception exception);
}
