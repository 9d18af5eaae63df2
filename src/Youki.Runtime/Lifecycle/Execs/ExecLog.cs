using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>What happens to commands in containers.</summary>
internal sealed partial class ExecLog(ILogger<ExecLog> logger)
{
    [LoggerMessage(EventId = 740, Level = LogLevel.Debug, Message = "Started command {ExecId} in container {ContainerId}, process {Pid}")]
    public partial void Started(ContainerId containerId, ExecId execId, int pid);

    [LoggerMessage(EventId = 741, Level = LogLevel.Debug, Message = "Command {ExecId} in container {ContainerId} has ended: {End}, exit code {ExitCode}")]
    public partial void Ended(ContainerId containerId, ExecId execId, ExecEnd end, int? exitCode);

    [LoggerMessage(EventId = 742, Level = LogLevel.Debug, Message = "Command {ExecId} in container {ContainerId} could not be started: {Reason}")]
    public partial void NotStarted(ContainerId containerId, ExecId execId, string reason);

    [LoggerMessage(EventId = 743, Level = LogLevel.Warning, Message = "Killed command {ExecId} in container {ContainerId}: the process that it was run for has ended")]
    public partial void Orphaned(ContainerId containerId, ExecId execId);

    [LoggerMessage(EventId = 744, Level = LogLevel.Warning, Message = "Left something of command {ExecId} in container {ContainerId} behind; it goes with the container")]
    public partial void NotSwept(ContainerId containerId, ExecId execId, Exception exception);
}
