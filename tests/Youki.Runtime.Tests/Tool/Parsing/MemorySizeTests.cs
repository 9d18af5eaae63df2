using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class MemorySizeTests
{
    [Theory]
    [InlineData("6m", 6)]
    [InlineData("512m", 512)]
    [InlineData("512M", 512)]
    [InlineData("512mb", 512)]
    [InlineData("512MiB", 512)]
    [InlineData("1g", 1024)]
    [InlineData("1.5g", 1536)]
    [InlineData("1t", 1048576)]
    [InlineData("8192k", 8)]
    [InlineData("8193k", 9)]
    [InlineData("6291456", 6)]
    [InlineData("6291457b", 7)]
    public void ParseMb_amount_counts_mib_rounded_up(string text, long expected) => MemorySize.ParseMb(text).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("b")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("5x")]
    [InlineData("5i")]
    [InlineData("5mm")]
    [InlineData("1.2.3g")]
    [InlineData("1e9")]
    [InlineData("lots")]
    public void ParseMb_no_amount_throws(string text) => FluentActions.Invoking(() => MemorySize.ParseMb(text)).Should().Throw<FormatException>();

    [Theory]
    [InlineData("0")]
    [InlineData("3m")]
    [InlineData("3145728")]
    public void ParseMb_less_than_a_container_needs_throws(string text) =>
        FluentActions.Invoking(() => MemorySize.ParseMb(text)).Should().Throw<FormatException>().WithMessage("*at least 6m*");

    [Fact]
    public void ParseMb_more_than_any_host_has_throws() => FluentActions.Invoking(() => MemorySize.ParseMb("99999999999999t")).Should().Throw<FormatException>();
}
