using Youki.Runtime.Cgroups;
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

    [Theory]
    [InlineData(1)]
    [InlineData(39)]
    [InlineData(100)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    public void Weight_is_the_same_there_and_back(ulong weight) => CpuWeight.Of(CpuPlan.SharesOf(weight)).Should().Be(weight);

    [Fact]
    public void Contribute_every_limit()
    {
        var limits = new ResourceLimits
        {
            CpuQuota = 20_000, CpuBurst = 5_000, CpuIdle = true, CpuSet = "0", MemoryNodes = "0", MemoryBytes = 8_388_608, MemoryHighBytes = 4_194_304, OomGroup = true, IoWeight = 10,
            HugePages = new Dictionary<string, long> { ["2MB"] = 4, ["1GB"] = -1 },
            Rdma = new Dictionary<string, RdmaLimit> { ["rxe0"] = new() { Handles = 1 }, ["rxe1"] = new() },
            Unified = new Dictionary<string, string> { ["memory.min"] = "1" },
        };

        var resources = new ResourcesContributor().Contribute(SampleInputs.Inputs with { Config = SampleInputs.Config with { Limits = limits } })!.Linux!.Resources;

        resources.Should().BeEquivalentTo(new LinuxResources
        {
            Cpu = new() { Quota = 20_000, Period = 100_000, Burst = 5_000, Idle = 1, Cpus = "0", Mems = "0" },
            Memory = new() { Limit = 8_388_608, Swap = 8_388_608 },
            BlockIo = new() { Weight = 10 },
            HugepageLimits = [new() { PageSize = "2MB", Limit = 4 }],
            Rdma = new Dictionary<string, LinuxRdma> { ["rxe0"] = new() { HcaHandles = 1 } },
            Unified = new Dictionary<string, string> { ["memory.min"] = "1", ["memory.high"] = "4194304", ["memory.oom.group"] = "1" },
        });
    }

    [Fact]
    public void Contribute_cores_are_counted_in_the_period() =>
        new ResourcesContributor().Contribute(SampleInputs.Inputs with { Config = SampleInputs.Config with { Limits = new() { CpuCores = 0.5, CpuPeriod = 20_000 } } })!
            .Linux!.Resources!.Cpu.Should().Be(new LinuxCpu { Period = 20_000, Quota = 10_000, Shares = 512 });

    [Fact]
    public void Contribute_without_requests_says_nothing()
    {
        Contribute(null).Should().BeNull();
        Contribute(new()).Should().BeNull();
    }

    private static RuntimeSpec? Contribute(ResourceRequests? requests) =>
        new ResourcesContributor().Contribute(SampleInputs.Inputs with { Config = SampleInputs.Config with { ResourceRequests = requests } });
}
