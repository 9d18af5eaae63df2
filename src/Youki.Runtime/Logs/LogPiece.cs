namespace Youki.Runtime.Logs;

/// <summary>A line of a log file: a line of the process, or a part of one.</summary>
internal readonly ref struct LogPiece
{
    /// <summary>In ticks of UTC, as <see cref="DateTime.Ticks"/>.</summary>
    public required long Ticks { get; init; }

    public required OutputSource Stream { get; init; }

    /// <summary>No newline of the process stood here.</summary>
    public required bool Partial { get; init; }

    public required ReadOnlySpan<byte> Content { get; init; }
}
