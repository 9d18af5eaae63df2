using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class CpuCountTests
{
    [Theory]
    [InlineData("2", 2)]
    [InlineData("0.5", 0.5)]
    [InlineData(".25", 0.25)]
    public void Parse_number_gives_cores(string text, double expected) => CpuCount.Parse(text).Should().Be(expected);

    [Theory]
    [InlineData("0")]
    [InlineData("0.001")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("Infinity")]
    [InlineData("NaN")]
    [InlineData("two")]
    public void Parse_no_usable_number_throws(string text) => FluentActions.Invoking(() => CpuCount.Parse(text)).Should().Throw<FormatException>();
}
