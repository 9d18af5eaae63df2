namespace Youki.Runtime;

/// <summary>One piece of a container's output, as the log file holds it: a line, or a part of one.</summary>
public sealed record LogEntry
{
    /// <summary>When the monitor read it.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Which stream it came from.</summary>
    public required OutputSource Stream { get; init; }

    /// <summary>The bytes as the process wrote them, without the newline that ends a full line.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>True where the line goes on in the stream's next entry: no newline stood here.</summary>
    public required bool Partial { get; init; }
}
