using System.Globalization;
using System.IO.Compression;
using System.Text;
using Youki.Runtime.Bundles;
using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

/// <summary>A log directory, written as the monitor does it.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("youki-logs-").FullName;

    public static DateTimeOffset Noon { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public LogLayout Layout => new(_path);

    /// <summary>A line as the monitor writes it: "text" of standard output, "e:text" of standard error, "text..." one that goes on; all at noon plus so many seconds.</summary>
    public static string Line(string text, double second = 0)
    {
        var stream = text.StartsWith("e:", StringComparison.Ordinal) ? "stderr" : "stdout";
        text = stream == "stderr" ? text[2..] : text;
        var partial = text.EndsWith("...", StringComparison.Ordinal);
        var time = Noon.AddSeconds(second).ToString("yyyy-MM-ddTHH:mm:ss.fffffff'00+00:00'", CultureInfo.InvariantCulture);
        return $"{time} {stream} {(partial ? 'P' : 'F')} {(partial ? text[..^3] : text)}\n";
    }

    public static IEnumerable<string> Texts(IEnumerable<LogEntry> entries) =>
        entries.Select(entry => $"{(entry.Stream == OutputSource.Stderr ? "e:" : "")}{Encoding.UTF8.GetString(entry.Content.Span)}{(entry.Partial ? "..." : "")}");

    public void Write(params string[] texts) => File.AppendAllText(Layout.Live, string.Concat(texts.Select(text => Line(text))));

    public void WriteAt(double second, params string[] texts) => File.AppendAllText(Layout.Live, string.Concat(texts.Select(text => Line(text, second))));

    public void WriteRaw(string text) => File.AppendAllText(Layout.Raw, text);

    /// <summary>What a rotation does first: the monitor has not made a new file yet.</summary>
    public void Rename(long number) => File.Move(Layout.Live, Layout.Rotated(number));

    public void Rotate(long number)
    {
        Rename(number);
        File.WriteAllText(Layout.Live, "");
    }

    public void Compress(long number)
    {
        using (var output = new GZipStream(File.Create(Layout.Compressed(number)), CompressionLevel.Fastest))
        {
            output.Write(File.ReadAllBytes(Layout.Rotated(number)));
        }

        File.Delete(Layout.Rotated(number));
    }

    public LogSession Open(LogOptions? options = null, bool raw = false) => new(Layout, options ?? new(), raw);

    /// <summary>All that there is, without following.</summary>
    public IReadOnlyList<string> Read(LogOptions? options = null, bool raw = false)
    {
        using var session = Open(options, raw);
        return [.. Next(session), .. Texts(session.Finish())];
    }

    /// <summary>All that an open session has for now.</summary>
    public static IReadOnlyList<string> Next(LogSession session)
    {
        var texts = new List<string>();
        while (session.ReadNext() is { Count: > 0 } entries)
        {
            texts.AddRange(Texts(entries));
        }

        return texts;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
