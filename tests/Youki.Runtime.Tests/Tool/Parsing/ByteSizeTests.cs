using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("512b", 512)]
    [InlineData("1.5k", 1536)]
    [InlineData("20G", 20L << 30)]
    [InlineData("2TiB", 2L << 40)]
    public void Parse_takes_dockers_units(string text, long expected) => ByteSize.Parse(text).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("g")]
    [InlineData("-1")]
    [InlineData("1x")]
    [InlineData("1..5g")]
    [InlineData("99999999999999999999t")]
    public void Parse_anything_else_throws(string text) => FluentActions.Invoking(() => ByteSize.Parse(text)).Should().Throw<FormatException>();
}
