using Youki.Runtime.Node;

namespace Youki.Runtime.Tests.Node;

public sealed class HostProbeTests
{
    [Fact]
    public void ParseCapabilities_reads_the_bounding_set() =>
        HostProbe.ParseCapabilities(["CapEff:\t0000000000000000", "CapBnd:\t0000010000000021", "CapAmb:\t0000000000000000"])
            .Should().BeEquivalentTo("CAP_CHOWN", "CAP_KILL", "CAP_CHECKPOINT_RESTORE");

    [Theory]
    [InlineData("Max open files            1024                 20000                files     ", 20000UL)]
    [InlineData("Max open files            1024                 unlimited            files     ", ulong.MaxValue)]
    public void ParseLimits_reads_the_hard_limits(string line, ulong limit) =>
        HostProbe.ParseLimits(["Limit                     Soft Limit           Hard Limit           Units", "Max processes             1                    2                    processes", line])
            .Should().Equal(new Dictionary<string, ulong> { ["RLIMIT_NPROC"] = 2, ["RLIMIT_NOFILE"] = limit });
}
