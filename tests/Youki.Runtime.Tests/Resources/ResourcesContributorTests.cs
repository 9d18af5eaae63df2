using Youki.Runtime.Resources;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Resources;

public sealed class ResourcesContributorTests
{
    [Theory]
    [InlineData(0.01, 1_000, 10)]
    [InlineData(0.5, 50_000, 512)]
    [InlineData(1.0 / 3, 33_333, 341)]
    [InlineData(2, 200_000, 2_048)]
    [InlineData(1_000, 100_000_000, 262_144)]
    public void Contribute_cores_become_quota_and_shares(double cores, long quota, ulong shares) =>
        Contribute(new() { CpuCores = cores })!.Linux!.Resources!.Cpu.Should().Be(new LinuxCpu { Period = 100_000, Quota = quota, Shares = shares });

    [Fact]
    public void Contribute_memory_is_bound_with_swap() =>
        Contribute(new() { MemoryMb = 4 })!.Linux!.Resources!.Memory.Should().Be(new LinuxMemory { Limit = 4_194_304, Swap = 4_194_304 });

    [Fact]
    public void Contribute_without_requests_says_nothing()
    {
        Contribute(null).Should().BeNull();
        Contribute(new()).Should().BeNull();
    }

    private static RuntimeSpec? Contribute(ResourceRequests? requests) =>
        new ResourcesContributor().Contribute(SampleInputs.Inputs with { Config = SampleInputs.Config with { ResourceRequests = requests } });
}
