using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Logs;

/// <summary>What happens to the files of logs.</summary>
internal sealed partial class LogStoreLog(ILogger<LogStoreLog> logger)
{
    [LoggerMessage(EventId = 720, Level = LogLevel.Debug, Message = "Rotated the log of container {ContainerId}: {Bytes} bytes are file {Number} now")]
    public partial void Rotated(ContainerId containerId, long bytes, long number);

    [LoggerMessage(EventId = 721, Level = LogLevel.Warning, Message = "The monitor of container {ContainerId} had no log file, because a rotation was broken off or somebody removed it; it makes a new one")]
    public partial void Reopened(ContainerId containerId);

    [LoggerMessage(EventId = 722, Level = LogLevel.Debug, Message = "Removed file {Number} of the log of container {ContainerId}: {Reason}")]
    public partial void Removed(ContainerId containerId, long number, string reason);

    [LoggerMessage(EventId = 723, Level = LogLevel.Warning, Message = "Could not see to the log of container {ContainerId}; it is tried again")]
    public partial void Failed(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 724, Level = LogLevel.Warning, Message = "The log of container {ContainerId} is not rotated: its disk is full, and the monitor would end if it could not make a file")]
    public partial void NoRoom(ContainerId containerId);

    [LoggerMessage(EventId = 725, Level = LogLevel.Warning, Message = "The output of container {ContainerId} is not read until there is room for it: {Bytes} bytes are free")]
    public partial void Blocked(ContainerId containerId, long bytes);

    [LoggerMessage(EventId = 726, Level = LogLevel.Information, Message = "The output of container {ContainerId} is read again")]
    public partial void Released(ContainerId containerId);

    [LoggerMessage(EventId = 727, Level = LogLevel.Warning, Message = "About {Bytes} bytes of the output of container {ContainerId} are lost: the disk was full")]
    public partial void Lost(ContainerId containerId, long bytes);
}
