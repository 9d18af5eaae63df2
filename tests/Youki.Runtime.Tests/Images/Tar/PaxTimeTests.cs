using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Images.Tar;

public sealed class PaxTimeTests
{
    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(5, 1, "5.000000001")]
    [InlineData(-1, 0, "-1")]
    [InlineData(-1, 750_000_000, "-0.250000000")]
    [InlineData(-2, 250_000_000, "-1.750000000")]
    [InlineData(1L << 40, 0, "1099511627776")]
    public void Format_writes_what_pax_says(long seconds, long nanoseconds, string text) =>
        PaxTime.Format(new FileTime(seconds, nanoseconds)).Should().Be(text);
}
