using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Tests.Cgroups;

public sealed class LimitTextTests
{
    [Theory]
    [InlineData("67108864", 67108864, true)]
    [InlineData("67108864", 67108865, true)]
    [InlineData("67108864", 67112960, false)]
    [InlineData("max", -1, true)]
    [InlineData("9223372036854771712", -1, true)]
    [InlineData("67108864", -1, false)]
    [InlineData("max", 67108864, false)]
    [InlineData("garbage", 67108864, false)]
    public void Bytes_are_compared_as_the_kernel_rounds_them(string found, long wanted, bool expected) => LimitText.IsBytes(found, wanted).Should().Be(expected);

    [Theory]
    [InlineData("0-1", "0,1", true)]
    [InlineData("0-3,7", "7,0-3", true)]
    [InlineData("0-1", "0", false)]
    [InlineData("", "0", false)]
    [InlineData("garbage", "0", false)]
    public void Sets_are_compared_by_their_members(string found, string wanted, bool expected) => LimitText.IsSameSet(found, wanted).Should().Be(expected);

    [Theory]
    [InlineData("254:0 4096", 4096, true)]
    [InlineData("8:0 1\n254:0 4096", 4096, true)]
    [InlineData("254:00 4096", 4096, false)]
    [InlineData("", 0, true)]
    [InlineData("", 4096, false)]
    public void Rates_are_those_of_the_device(string found, ulong rate, bool expected) => LimitText.HasRate(found, "254:0", rate).Should().Be(expected);

    [Theory]
    [InlineData("254:0 rbps=4096 wbps=max riops=max wiops=max", true)]
    [InlineData("254:0 rbps=8192 wbps=max riops=max wiops=max", false)]
    [InlineData("", false)]
    public void Rates_of_version_2_stand_in_one_line(string found, bool expected) => LimitText.HasRates(found, "254:0", ["rbps=4096", "wbps=max"]).Should().Be(expected);

    [Fact]
    public void A_line_that_is_gone_has_no_limits() => LimitText.HasRates("", "254:0", ["rbps=max", "wbps=max"]).Should().BeTrue();
}
