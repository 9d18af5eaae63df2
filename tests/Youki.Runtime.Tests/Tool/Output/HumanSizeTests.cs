using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class HumanSizeTests
{
    [Theory]
    [InlineData(-1, "0B")]
    [InlineData(0, "0B")]
    [InlineData(999, "999B")]
    [InlineData(1000, "1kB")]
    [InlineData(7_834_567, "7.83MB")]
    [InlineData(78_345_678, "78.3MB")]
    [InlineData(116_800_000, "117MB")]
    [InlineData(999_600_000, "1GB")]
    [InlineData(long.MaxValue, "9.22EB")]
    public void Of_has_three_digits(long bytes, string expected) => HumanSize.Of(bytes).Should().Be(expected);
}
