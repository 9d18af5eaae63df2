using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Lifecycle.Pods;

/// <summary>What is logged of pods.</summary>
internal sealed partial class PodLog(ILogger<PodLog> logger)
{
    [LoggerMessage(EventId = 920, Level = LogLevel.Debug, Message = "Pod {PodId}: {Operation}, step {Step}")]
    public partial void Step(PodId podId, string operation, string step);

    [LoggerMessage(EventId = 921, Level = LogLevel.Information, Message = "Created pod {PodId}")]
    public partial void Created(PodId podId);

    [LoggerMessage(EventId = 922, Level = LogLevel.Information, Message = "Started pod {PodId}")]
    public partial void Started(PodId podId);

    [LoggerMessage(EventId = 923, Level = LogLevel.Information, Message = "Stopped pod {PodId}")]
    public partial void Stopped(PodId podId);

    [LoggerMessage(EventId = 924, Level = LogLevel.Information, Message = "Removed pod {PodId}")]
    public partial void Removed(PodId podId);

    [LoggerMessage(EventId = 925, Level = LogLevel.Warning, Message = "Removed pod {PodId}, whose making or removal was broken off")]
    public partial void Swept(PodId podId);

    [LoggerMessage(EventId = 926, Level = LogLevel.Warning, Message = "Pod {PodId} could not be brought in order; the next initialization of its node tries again")]
    public partial void RecoveryFailed(PodId podId, Exception exception);

    [LoggerMessage(EventId = 927, Level = LogLevel.Warning, Message = "What was begun with pod {PodId} could not be undone; the next initialization of its node tries again")]
    public partial void UndoFailed(PodId podId, Exception exception);
}
