using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class HumanTimeTests
{
    [Theory]
    [InlineData(-5, "Less than a second")]
    [InlineData(0.4, "Less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "About a minute")]
    [InlineData(119, "About a minute")]
    [InlineData(120, "2 minutes")]
    [InlineData(3599, "59 minutes")]
    [InlineData(3600, "About an hour")]
    [InlineData(7200, "2 hours")]
    [InlineData(47 * 3600, "47 hours")]
    [InlineData(48 * 3600, "2 days")]
    [InlineData(14 * 86400, "2 weeks")]
    [InlineData(60 * 86400, "2 months")]
    [InlineData(730 * 86400, "2 years")]
    public void Of_span_reads_as_docker(double seconds, string expected) => HumanTime.Of(TimeSpan.FromSeconds(seconds)).Should().Be(expected);
}
