using System.Text;
using Youki.Runtime.Logs;

namespace Youki.Runtime.Tests.Logs;

public sealed class LogLineTests
{
    [Theory]
    [InlineData("2026-11-23T17:55:12.609726450+00:00 stdout F hello world", OutputSource.Stdout, false, "hello world")]
    [InlineData("2026-11-23T18:55:12.609726450+01:00 stderr P part", OutputSource.Stderr, true, "part")]
    [InlineData("2026-11-23T17:55:12.609726450Z stdout F ", OutputSource.Stdout, false, "")]
    [InlineData("2026-11-23T17:55:12.609726450Z stdout F", OutputSource.Stdout, false, "")]
    [InlineData("2026-11-23T17:55:12.609726450Z stdout F  two  spaces ", OutputSource.Stdout, false, " two  spaces ")]
    public void Parse_reads_a_line(string line, OutputSource stream, bool partial, string content)
    {
        var entry = LogLine.Parse(Encoding.UTF8.GetBytes(line))!;

        entry.Timestamp.Should().Be(new DateTimeOffset(2026, 11, 23, 17, 55, 12, TimeSpan.Zero).AddTicks(6097265));
        entry.Timestamp.Offset.Should().Be(TimeSpan.Zero);
        entry.Stream.Should().Be(stream);
        entry.Partial.Should().Be(partial);
        Encoding.UTF8.GetString(entry.Content.Span).Should().Be(content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("2026-11-23T17:55:12Z stdin F x")]
    [InlineData("2026-11-23T17:55:12Z stdout X x")]
    [InlineData("yesterday stdout F x")]
    [InlineData("2026-11-23T17:55:12Z stdout ")]
    public void Parse_other_text_is_null(string line) => LogLine.Parse(Encoding.UTF8.GetBytes(line)).Should().BeNull();
}
