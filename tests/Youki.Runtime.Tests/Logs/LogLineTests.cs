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
    public void TryParse_reads_a_line(string line, OutputSource stream, bool partial, string content)
    {
        LogLine.TryParse(Encoding.UTF8.GetBytes(line), out var piece).Should().BeTrue();

        piece.Ticks.Should().Be(new DateTime(2026, 11, 23, 17, 55, 12).Ticks + 6097264);
        piece.Stream.Should().Be(stream);
        piece.Partial.Should().Be(partial);
        Encoding.UTF8.GetString(piece.Content).Should().Be(content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("2026-11-23T17:55:12Z stdin F x")]
    [InlineData("2026-11-23T17:55:12Z stdout X x")]
    [InlineData("yesterday stdout F x")]
    [InlineData("2026-11-23T17:55:12Z stdout ")]
    [InlineData("2026-11-23T17:55:12Z stdout Fx")]
    public void TryParse_other_text_is_false(string line) => LogLine.TryParse(Encoding.UTF8.GetBytes(line), out _).Should().BeFalse();
}
