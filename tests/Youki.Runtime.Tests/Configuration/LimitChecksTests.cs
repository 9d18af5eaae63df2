using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class LimitChecksTests
{
    private const long Mebibyte = 1_048_576;

    private static readonly ContainerConfig Config = new() { Image = "dir:/srv/rootfs", ResourceRequests = new() { MemoryMb = 64 } };

    private static ResourceLimits Files(string file, string value) => new() { Unified = new Dictionary<string, string> { [file] = value } };

    public static TheoryData<ResourceLimits, string> Wrong => new()
    {
        { new() { CpuCores = 0 }, "CpuCores" },
        { new() { CpuCores = double.NaN }, "CpuCores" },
        { new() { CpuShares = 1 }, "CpuShares" },
        { new() { CpuSet = "" }, "CpuSet" },
        { new() { CpuSet = "0\n" }, "CpuSet" },
        { new() { MemoryBytes = Mebibyte }, "MemoryBytes" },
        { new() { MemoryBytes = -2 }, "MemoryBytes" },
        { new() { MemoryReservationBytes = 0 }, "MemoryReservationBytes" },
        { new() { MemoryReservationBytes = 65 * Mebibyte }, "MemoryReservationBytes" },
        { new() { MemorySwapBytes = 63 * Mebibyte }, "MemorySwapBytes" },
        { new() { MemoryBytes = -1, MemorySwapBytes = 63 * Mebibyte }, "MemorySwapBytes" },
        { new() { PidsLimit = 1 }, "PidsLimit" },
        { new() { DeviceIo = [new() { Device = "sda" }] }, "DeviceIo[0]" },
        { new() { DeviceIo = [new() { Device = "8:0" }, new() { Device = "8:0" }] }, "DeviceIo[1]" },
        { new() { PidsLimit = 0 }, "two processes" },
        { new() { CpuQuota = 999 }, "CpuQuota" },
        { new() { CpuQuota = 0 }, "CpuQuota" },
        { new() { CpuQuota = 50_000, CpuCores = 0.5 }, "CpuQuota" },
        { new() { CpuPeriod = 999 }, "CpuPeriod" },
        { new() { CpuPeriod = 1_000_001 }, "CpuPeriod" },
        { new() { CpuBurst = 1 }, "CpuBurst" },
        { new() { CpuBurst = 50_001, CpuCores = 0.5 }, "CpuBurst" },
        { new() { CpuWeight = 0 }, "CpuWeight" },
        { new() { CpuWeight = 10_001 }, "CpuWeight" },
        { new() { CpuWeight = 10, CpuShares = 10 }, "CpuWeight" },
        { new() { CpuIdle = true, CpuShares = 10 }, "CpuIdle" },
        { new() { MemoryNodes = "all" }, "MemoryNodes" },
        { new() { MemoryHighBytes = Mebibyte }, "MemoryHighBytes" },
        { new() { MemoryHighBytes = 65 * Mebibyte }, "MemoryHighBytes" },
        { new() { IoWeight = 9 }, "IoWeight" },
        { new() { DeviceIo = [new() { Device = "8:0", Weight = 1_001 }] }, "DeviceIo[0].Weight" },
        { new() { HugePages = new Dictionary<string, long> { ["2 MB"] = 1 } }, "HugePages" },
        { new() { HugePages = new Dictionary<string, long> { ["2MB"] = -2 } }, "HugePages" },
        { new() { Rdma = new Dictionary<string, RdmaLimit> { ["../x"] = new() } }, "Rdma" },
        { new() { Rdma = new Dictionary<string, RdmaLimit> { ["rxe0"] = new() { Handles = uint.MaxValue } } }, "Rdma" },
        { Files("../other/memory.max", "1"), "Unified" },
        { Files("/memory.max", "1"), "Unified" },
        { Files("memory..max", "1"), "Unified" },
        { Files("cgroup.procs", "1"), "Unified" },
        { Files("cgroup.kill", "1"), "Unified" },
        { Files("cgroup.freeze", "1"), "Unified" },
        { Files("memory", "1"), "Unified" },
        { Files("memory.reclaim", "1"), "Unified" },
        { Files("memory.pressure", "some 1 2"), "Unified" },
        { Files("memory.min", "1\n2"), "Unified" },
        { Files("memory.min", ""), "Unified" },
        { Files("pids.max", "10") with { PidsLimit = 20 }, "PidsLimit" },
        { new(), "nothing" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Limits_that_make_no_sense_are_refused(ResourceLimits limits, string text)
    {
        var apply = () => UpdateChecks.Apply(ContainerId.Parse("web"), Config, limits);

        apply.Should().Throw<ContainerConfigException>().Which.Errors.Should().ContainSingle().Which.Should().Contain(text);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var apply = () => UpdateChecks.Apply(ContainerId.Parse("web"), Config, new() { CpuCores = 0, PidsLimit = 0, CpuSet = "x" });

        apply.Should().Throw<ContainerConfigException>().Which.Errors.Should().HaveCount(3);
    }

    [Fact]
    public void Of_two_ways_to_say_one_thing_the_last_counts()
    {
        var id = ContainerId.Parse("web");
        var first = UpdateChecks.Apply(id, Config, new() { CpuCores = 2, CpuShares = 100, Unified = new Dictionary<string, string> { ["memory.min"] = "1", ["misc.max"] = "a" } });

        var second = UpdateChecks.Apply(id, first, new() { CpuQuota = 10_000, CpuWeight = 5, Unified = new Dictionary<string, string> { ["memory.min"] = "2" } });

        second.Limits.Should().BeEquivalentTo(new ResourceLimits
        {
            CpuQuota = 10_000, CpuWeight = 5, Unified = new Dictionary<string, string> { ["memory.min"] = "2", ["misc.max"] = "a" },
        });
    }

    [Fact]
    public void What_is_not_said_stays()
    {
        var first = UpdateChecks.Apply(ContainerId.Parse("web"), Config, new() { CpuCores = 2, DeviceIo = [new() { Device = "8:0", ReadBytesPerSecond = 1 }, new() { Device = "8:16" }] });

        var second = UpdateChecks.Apply(ContainerId.Parse("web"), first, new() { PidsLimit = 10, DeviceIo = [new() { Device = "8:0", ReadBytesPerSecond = 2 }] });

        second.Limits.Should().BeEquivalentTo(new ResourceLimits
        {
            CpuCores = 2,
            PidsLimit = 10,
            DeviceIo = [new() { Device = "8:16" }, new() { Device = "8:0", ReadBytesPerSecond = 2 }],
        });
        second.ResourceRequests.Should().Be(Config.ResourceRequests);
    }

    [Fact]
    public void Swap_without_memory_is_refused()
    {
        var apply = () => UpdateChecks.Apply(ContainerId.Parse("web"), Config with { ResourceRequests = null }, new() { MemorySwapBytes = -1 });

        apply.Should().Throw<ContainerConfigException>().WithMessage("*MemorySwapBytes*");
    }
}
