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
