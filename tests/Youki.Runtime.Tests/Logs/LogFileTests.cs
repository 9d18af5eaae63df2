using System.Text;
using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

public sealed class LogFileTests : IDisposable
{
    private const string Stamp = "2026-11-23T17:55:12.609726450+00:00";

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void ReadNext_gives_whole_lines_only()
    {
        using var file = LogFile.TryOpen(_path, raw: false)!;
        File.AppendAllText(_path, $"{Stamp} stdout F one\n{Stamp} stdout F tw");

        var first = Texts(file.ReadNext());
        File.AppendAllText(_path, "o\n");
        var second = Texts(file.ReadNext());

        first.Should().Equal("one");
        second.Should().Equal("two");
        file.ReadNext().Should().BeEmpty();
    }

    [Fact]
    public void ReadNext_joins_a_line_longer_than_a_chunk()
    {
        var text = new string('x', 300_000);
        File.WriteAllText(_path, $"{Stamp} stdout F {text}\n{Stamp} stderr F end\n");
        using var file = LogFile.TryOpen(_path, raw: false)!;

        var entries = new List<LogEntry>();
        while (file.ReadNext() is { Count: > 0 } next)
        {
            entries.AddRange(next);
        }

        Texts(entries).Should().Equal(text, "end");
    }

    [Fact]
    public void ReadNext_of_a_raw_file_gives_parts_as_they_come()
    {
        File.WriteAllText(_path, "one\ntw");
        using var file = LogFile.TryOpen(_path, raw: true)!;

        var entries = file.ReadNext();

        Texts(entries).Should().Equal("one", "tw");
        entries.Select(entry => entry.Partial).Should().Equal(false, true);
    }

    [Fact]
    public void TryOpen_a_missing_file_is_null() => LogFile.TryOpen(_path + ".none", raw: false).Should().BeNull();

    public void Dispose() => File.Delete(_path);

    private static IEnumerable<string> Texts(IEnumerable<LogEntry> entries) => entries.Select(entry => Encoding.UTF8.GetString(entry.Content.Span));
}
