using Youki.Runtime.Cgroups;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Cgroups;

public sealed class LimitFilesTests : IDisposable
{
    private const long Mebibyte = 1_048_576;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(64, 32, "memory.memsw.limit_in_bytes", "memory.limit_in_bytes")]
    [InlineData(32, 64, "memory.limit_in_bytes", "memory.memsw.limit_in_bytes")]
    public void Legacy_memory_and_swap_are_written_so_that_swap_is_never_less(long wanted, long present, string first, string second)
    {
        _directory.Write("memory/c/memory.memsw.limit_in_bytes", $"{present * Mebibyte}\n");
        var memory = new LinuxMemory { Limit = wanted * Mebibyte, Swap = wanted * Mebibyte };

        var settings = new LegacyLimits(_directory.Path, "/c").Of(new LinuxResources { Memory = memory });

        settings.Select(setting => Path.GetFileName(setting.File)).Should().Equal(first, second);
    }

    [Fact]
    public void Unified_files_and_values()
    {
        var throttle = new LinuxThrottleDevice { Major = 8, Minor = 0, Rate = 4096 };
        var resources = new LinuxResources
        {
            Cpu = new LinuxCpu { Quota = 50_000, Period = 100_000, Shares = 1024, Cpus = "0-1" },
            Memory = new LinuxMemory { Limit = 64 * Mebibyte, Swap = 96 * Mebibyte, Reservation = -1 },
            Pids = new LinuxPids { Limit = -1 },
            BlockIo = new LinuxBlockIo { ThrottleReadBpsDevice = [throttle], ThrottleWriteBpsDevice = [throttle with { Rate = 0 }] },
        };

        var settings = new UnifiedLimits("/c").Of(resources);

        settings.Select(setting => $"{setting.File}={setting.Value}").Should().Equal(
            "/c/cpu.weight=39",
            "/c/cpu.max=50000 100000",
            "/c/cpuset.cpus=0-1",
            $"/c/memory.max={64 * Mebibyte}",
            $"/c/memory.swap.max={32 * Mebibyte}",
            "/c/memory.low=0",
            "/c/pids.max=max",
            "/c/io.max=8:0 rbps=4096 wbps=max riops=max wiops=max");
        settings[0].IsTaken("100").Should().BeTrue("newer runtimes make 100 of 1,024 shares");
    }

    [Fact]
    public void Unified_files_of_the_other_controllers()
    {
        var resources = new LinuxResources
        {
            Cpu = new LinuxCpu { Idle = 1, Burst = 1_000, Quota = -1, Mems = "0" },
            BlockIo = new LinuxBlockIo { Weight = 300, WeightDevice = [new() { Major = 8, Minor = 0, Weight = 1_000 }], ThrottleWriteIopsDevice = [new() { Major = 8, Minor = 16, Rate = 9 }] },
            HugepageLimits = [new() { PageSize = "2MB", Limit = ulong.MaxValue }],
            Rdma = new Dictionary<string, LinuxRdma> { ["rxe0"] = new() { HcaHandles = 3 } },
            Unified = new Dictionary<string, string> { ["memory.min"] = "8192" },
        };

        var settings = new UnifiedLimits("/c").Of(resources);

        settings.Select(setting => $"{setting.File}={setting.Value}").Should().Equal(
            "/c/cpu.idle=1", "/c/cpu.max.burst=1000", "/c/cpu.max=max", "/c/cpuset.mems=0", "/c/io.weight=2930", "/c/io.weight=8:0 10000", "/c/io.max=8:16 rbps=max wbps=max riops=max wiops=9",
            "/c/hugetlb.2MB.max=max", "/c/rdma.max=rxe0 hca_handle=3 hca_object=max", "/c/memory.min=8192");
    }

    [Fact]
    public void Legacy_files_of_the_other_controllers()
    {
        var resources = new LinuxResources
        {
            Cpu = new LinuxCpu { Idle = 0, Burst = 1_000, Quota = 2_000, Mems = "0" },
            BlockIo = new LinuxBlockIo { Weight = 300, WeightDevice = [new() { Major = 8, Minor = 0, Weight = 100 }] },
            HugepageLimits = [new() { PageSize = "1GB", Limit = 0 }],
            Rdma = new Dictionary<string, LinuxRdma> { ["rxe0"] = new() { HcaObjects = 3 } },
        };

        var settings = new LegacyLimits("", "/c").Of(resources);

        settings.Select(setting => $"{setting.File}={setting.Value}").Should().Equal(
            "/cpu/c/cpu.idle=0", "/cpu/c/cpu.cfs_burst_us=1000", "/cpu/c/cpu.cfs_quota_us=2000", "/cpuset/c/cpuset.mems=0", "/blkio/c/blkio.bfq.weight=300", "/blkio/c/blkio.bfq.weight_device=8:0 100",
            "/hugetlb/c/hugetlb.1GB.limit_in_bytes=0", "/rdma/c/rdma.max=rxe0 hca_handle=max hca_object=3");
    }

    [Theory]
    [InlineData("10", "5", "cpu.cfs_quota_us", "cpu.cfs_burst_us")]
    [InlineData("10", "15", "cpu.cfs_burst_us", "cpu.cfs_quota_us")]
    [InlineData("10", "-1", "cpu.cfs_burst_us", "cpu.cfs_quota_us")]
    public void Burst_is_never_more_than_the_quota(string burst, string presentQuota, string first, string second)
    {
        _directory.Write("cpu/c/cpu.cfs_quota_us", $"{presentQuota}\n");
        var cpu = new LinuxCpu { Quota = 20, Burst = ulong.Parse(burst, null) };

        new LegacyLimits(_directory.Path, "/c").Of(new LinuxResources { Cpu = cpu }).Select(setting => Path.GetFileName(setting.File)).Should().Equal(first, second);
    }

    [Theory]
    [InlineData("8192", "8192", true)]
    [InlineData("8192", "9000", true)]
    [InlineData("max", "max", true)]
    [InlineData("50000 100000", "50000", true)]
    [InlineData("60000 100000", "50000", false)]
    [InlineData("0-1", "0,1", true)]
    [InlineData("8:0 rbps=1000 wbps=max riops=max wiops=max", "8:0 rbps=1000", true)]
    [InlineData("8:0 rbps=1000 wbps=max riops=max wiops=max", "8:16 rbps=1000", false)]
    [InlineData("default 200", "200", true)]
    [InlineData("max", "8192", false)]
    [InlineData("", "8192", false)]
    public void Same_whatever_the_kernel_makes_of_the_text(string found, string wanted, bool same) => LimitText.IsSame(found, wanted).Should().Be(same);

    [Fact]
    public void What_cannot_be_set_is_told_and_the_rest_is_set_back()
    {
        var (one, missing) = (_directory.Write("cpu.shares", "1024\n"), _directory["pids.max"]);
        var writer = new CgroupWriter([CgroupSetting.Exactly(one, "2048"), CgroupSetting.Exactly(missing, "10")]);

        var refused = writer.Apply();
        File.ReadAllText(one).Should().Be("2048\n");
        var notRestored = writer.Restore();

        refused.Should().ContainSingle().Which.Should().BeEquivalentTo(new { File = missing, Wanted = "10", Found = (string?)null });
        notRestored.Should().BeEmpty();
        File.ReadAllText(one).Should().Be("1024\n");
    }

    [Fact]
    public void What_follows_from_another_limit_may_be_missing()
    {
        var writer = new CgroupWriter([CgroupSetting.Exactly(_directory["memory.swap.max"], "0") with { IsOptional = true }]);

        writer.Apply().Should().BeEmpty();
    }
}
