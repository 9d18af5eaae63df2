namespace Youki.Runtime.Logs;

/// <summary>Reads the lines of a log; those of a container without a monitor are what it wrote, and nothing says when, or to which stream.</summary>
internal sealed class LogParser(bool raw)
{
    public bool IsRaw => raw;

    /// <param name="line">Without its newline.</param>
    /// <param name="segment">The file that it is from.</param>
    /// <param name="ended">Whether a newline stood there.</param>
    /// <param name="piece">What it holds.</param>
    /// <returns>False where it is none, as in a damaged file.</returns>
    public bool TryParse(ReadOnlySpan<byte> line, LogSegment segment, bool ended, out LogPiece piece)
    {
        if (!raw)
        {
            return LogLine.TryParse(line, out piece);
        }

        piece = new LogPiece { Ticks = segment.WriteTicks, Stream = OutputSource.Stdout, Partial = !ended, Content = line };
        return true;
    }
}
