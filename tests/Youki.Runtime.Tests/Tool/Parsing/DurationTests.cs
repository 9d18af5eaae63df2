using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30d", 2592000)]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("10s", 10)]
    [InlineData("1m30s", 90)]
    [InlineData("1h", 3600)]
    [InlineData("1.5s", 1.5)]
    [InlineData("250ms", 0.25)]
    public void Parse_time_gives_seconds(string text, double seconds) => Duration.Parse(text).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("s")]
    [InlineData("5x")]
    [InlineData("1m30")]
    [InlineData("10 s")]
    [InlineData("99999999999")]
    public void Parse_no_time_throws(string text) => FluentActions.Invoking(() => Duration.Parse(text)).Should().Throw<FormatException>();
}
