using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Events;

/// <summary>What goes wrong with journals: it never fails what the events tell of.</summary>
internal sealed partial class EventLog(ILogger<EventLog> logger)
{
    [LoggerMessage(EventId = 760, Level = LogLevel.Warning, Message = "Event {Kind} could not be written to the journal {Journal}; the next event that can be tells that it is missing")]
    public partial void NotWritten(EventKind kind, string journal, Exception exception);

    [LoggerMessage(EventId = 761, Level = LogLevel.Warning, Message = "The journal {Journal} could not be flushed to disk")]
    public partial void NotFlushed(string journal, Exception exception);
}
