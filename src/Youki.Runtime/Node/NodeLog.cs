using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Node;

/// <summary>What the owner of a node does.</summary>
internal sealed partial class NodeLog(ILogger<NodeLog> logger)
{
    [LoggerMessage(EventId = 770, Level = LogLevel.Information, Message = "This process looks after node {NodeId}")]
    public partial void Owned(NodeId nodeId);

    [LoggerMessage(EventId = 771, Level = LogLevel.Debug, Message = "Process {Pid} looks after node {NodeId}")]
    public partial void OwnedByOther(NodeId nodeId, int pid);

    [LoggerMessage(EventId = 772, Level = LogLevel.Warning, Message = "Looking after node {NodeId}: {Chore} failed; it has its next turn")]
    public partial void ChoreFailed(NodeId nodeId, string chore, Exception exception);

    [LoggerMessage(EventId = 773, Level = LogLevel.Warning, Message = "Looking after node {NodeId}: {Chore} took longer than {Limit} and was ended; it has its next turn")]
    public partial void ChoreTooLong(NodeId nodeId, string chore, TimeSpan limit);

    [LoggerMessage(EventId = 774, Level = LogLevel.Warning, Message = "Node {NodeId} cannot be owned; this is tried again")]
    public partial void NotOwned(NodeId nodeId, Exception exception);
}
