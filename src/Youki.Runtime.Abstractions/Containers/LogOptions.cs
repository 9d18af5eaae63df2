namespace Youki.Runtime;

/// <summary>Which part of a container's output is read, and how. What is said together holds together: the last ten lines of standard error since noon, say.</summary>
public sealed record LogOptions
{
    /// <summary>The longest line that is joined, in bytes, where <see cref="MaxLineBytes"/> does not say it: 16 MiB.</summary>
    public const int DefaultMaxLineBytes = 16 * 1024 * 1024;

    /// <summary>Goes on as output comes, over rotations of the log too. It ends when the container's current run has ended, a later start does not prolong it, and all is read.</summary>
    public bool Follow { get; init; }

    /// <summary>
    /// Leaves out what is older. Each line is compared by its own time, so it is right where the clock was set back as well; a container without a monitor has no
    /// times. Null: from the beginning.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Leaves out what is younger; with <see cref="Follow"/>, the reading ends at that time at the latest. Null: no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many lines of what is there already are given at most, the last ones. 0 with <see cref="Follow"/>: only what comes from now on. Null: all.</summary>
    public int? Tail { get; init; }

    /// <summary>The stream to read. Null: both.</summary>
    public OutputSource? Stream { get; init; }

    /// <summary>
    /// Gives output piece by piece as the process wrote it, at once: a prompt that no newline ends yet, for example. See <see cref="LogEntry.Partial"/>.
    /// False: whole lines, each joined from its pieces; only what was written last may lack its end.
    /// </summary>
    public bool Pieces { get; init; }

    /// <summary>A line longer than this, in bytes, comes in several entries, so that one without end takes no memory. Null: <see cref="DefaultMaxLineBytes"/>.</summary>
    public int? MaxLineBytes { get; init; }
}
