namespace Youki.Runtime.Logs;

/// <summary>
/// One line of a log file: <c>2026-11-23T17:55:12.609726450+00:00 stdout F text</c>. F ends a line of the process, P does not.
/// Source: Kubernetes' CRI, logging format.
/// </summary>
internal static class LogLine
{
    /// <summary>More than what stands before the text can take, in bytes.</summary>
    public const int LongestHead = 128;

    /// <summary>Reads a line without its newline; false where it is none of a log, as a damaged file may hold.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogPiece piece)
    {
        piece = default;
        if (!TakeWord(ref line, out var time) || !TakeWord(ref line, out var stream) || line.IsEmpty || (line.Length > 1 && line[1] != ' '))
        {
            return false;
        }

        OutputSource? source = stream.SequenceEqual("stdout"u8) ? OutputSource.Stdout : stream.SequenceEqual("stderr"u8) ? OutputSource.Stderr : null;
        bool? partial = line[0] switch { (byte)'P' => true, (byte)'F' => false, _ => null };
        if (source is null || partial is null || !LogTime.TryParse(time, out var ticks))
        {
            return false;
        }

        piece = new LogPiece { Ticks = ticks, Stream = source.Value, Partial = partial.Value, Content = line.Length > 2 ? line[2..] : default };
        return true;
    }

    private static bool TakeWord(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        // Whatever is damaged is not searched to its end: the longest word is a time.
        var space = line[..Math.Min(line.Length, 64)].IndexOf((byte)' ');
        word = space < 0 ? default : line[..space];
        line = space < 0 ? default : line[(space + 1)..];
        return space > 0;
    }
}
