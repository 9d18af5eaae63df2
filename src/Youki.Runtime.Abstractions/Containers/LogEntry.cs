namespace Youki.Runtime;

/// <summary>A line of a container's output, or a piece of one: see <see cref="LogOptions.Pieces"/>.</summary>
public sealed record LogEntry
{
    /// <summary>When the monitor read it, by the host's clock; of a line in several pieces, the last of them.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Which stream it came from.</summary>
    public required OutputSource Stream { get; init; }

    /// <summary>The bytes as the process wrote them, without the newline that ends a full line.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>True where no newline stood here: the line goes on in the stream's next entry, or nothing has been written after it yet.</summary>
    public required bool Partial { get; init; }
}
