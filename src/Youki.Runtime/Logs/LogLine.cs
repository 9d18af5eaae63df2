using System.Globalization;
using System.Text;

namespace Youki.Runtime.Logs;

/// <summary>
/// One line of a log file: <c>2026-11-23T17:55:12.609726450+00:00 stdout F text</c>. F ends a line of the process, P does not.
/// Source: Kubernetes' CRI, logging format.
/// </summary>
internal static class LogLine
{
    /// <summary>Reads a line without its newline; null where it is none of a log, as a damaged file may hold.</summary>
    public static LogEntry? Parse(ReadOnlySpan<byte> line)
    {
        if (!TakeWord(ref line, out var time) || !TakeWord(ref line, out var stream) || line.IsEmpty)
        {
            return null;
        }

        OutputSource? source = stream.SequenceEqual("stdout"u8) ? OutputSource.Stdout : stream.SequenceEqual("stderr"u8) ? OutputSource.Stderr : null;
        bool? partial = line[0] switch { (byte)'P' => true, (byte)'F' => false, _ => null };
        Span<char> text = stackalloc char[64];
        if (source is null || partial is null || time.Length > text.Length
            || !DateTimeOffset.TryParse(text[..Encoding.ASCII.GetChars(time, text)], CultureInfo.InvariantCulture, DateTimeStyles.None, out var timestamp))
        {
            return null;
        }

        return new LogEntry
        {
            Timestamp = timestamp.ToUniversalTime(),
            Stream = source.Value,
            Content = line.Length > 2 ? line[2..].ToArray() : ReadOnlyMemory<byte>.Empty,
            Partial = partial.Value,
        };
    }

    private static bool TakeWord(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> word)
    {
        var space = line.IndexOf((byte)' ');
        word = space < 0 ? default : line[..space];
        line = space < 0 ? default : line[(space + 1)..];
        return space > 0;
    }
}
