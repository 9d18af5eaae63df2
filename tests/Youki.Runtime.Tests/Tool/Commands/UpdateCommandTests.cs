using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class UpdateCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Update_reads_every_limit()
    {
        var container = _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync(
            "update", "--cpus", "1.5", "-m", "512m", "--memory-reservation=64m", "--memory-swap", "-1", "--pids-limit=100", "--cpu-shares", "512", "--cpuset-cpus", "0-1",
            "--device-read-bps", "/dev/sda:1m", "--device-write-iops", "/dev/sda:10", "--device-write-bps", "8:16:2k", "web");

        outcome.Should().Be(new ToolOutcome(0, "web\n", string.Empty));
        container.Updates.Should().ContainSingle().Which.Should().BeEquivalentTo(new ContainerUpdate
        {
            Limits = new ResourceLimits
            {
                CpuCores = 1.5, CpuShares = 512, CpuSet = "0-1", MemoryBytes = 512 << 20, MemoryReservationBytes = 64 << 20, MemorySwapBytes = -1, PidsLimit = 100,
                DeviceIo =
                [
                    new() { Device = "/dev/sda", ReadBytesPerSecond = 1 << 20, WriteOperationsPerSecond = 10 },
                    new() { Device = "8:16", WriteBytesPerSecond = 2048 },
                ],
            },
        });
    }

    [Fact]
    public async Task Update_reads_every_detailed_limit()
    {
        var container = _tool.Runtime.Add("web");

        await _tool.RunAsync(
            "update", "--cpu-quota", "50000", "--cpu-period=20000", "--cpu-burst", "10", "--cpu-idle", "false", "--cpuset-mems", "0", "--memory-high", "1m", "--oom-group", "true", "--blkio-weight", "300",
            "--blkio-weight-device", "/dev/sda:400", "--hugepages", "2MB=64m", "--hugepages", "1GB=-1", "--rdma-limit", "rxe0:4", "--rdma-limit", "rxe1:max:7", "--cgroup-conf", "memory.min=1", "web");

        container.Updates.Should().ContainSingle().Which.Limits.Should().BeEquivalentTo(new ResourceLimits
        {
            CpuQuota = 50_000, CpuPeriod = 20_000, CpuBurst = 10, CpuIdle = false, MemoryNodes = "0", MemoryHighBytes = 1 << 20, OomGroup = true, IoWeight = 300,
            DeviceIo = [new() { Device = "/dev/sda", Weight = 400 }],
            HugePages = new Dictionary<string, long> { ["2MB"] = 64 << 20, ["1GB"] = -1 },
            Rdma = new Dictionary<string, RdmaLimit> { ["rxe0"] = new() { Handles = 4 }, ["rxe1"] = new() { Objects = 7 } },
            Unified = new Dictionary<string, string> { ["memory.min"] = "1" },
        });
    }

    [Fact]
    public async Task Update_takes_limits_away_and_may_be_forced()
    {
        var container = _tool.Runtime.Add("web");

        await _tool.RunAsync("update", "--cpus", "0", "--memory=-1", "--pids-limit", "-1", "--force", "web");

        container.Updates.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new ContainerUpdate { Force = true, Limits = new ResourceLimits { CpuCores = -1, MemoryBytes = -1, PidsLimit = -1 } });
    }

    [Theory]
    [InlineData("update web", "at least one limit")]
    [InlineData("update --memory much web", "--memory")]
    [InlineData("update --pids-limit 1.5 web", "--pids-limit")]
    [InlineData("update --device-read-bps /dev/sda web", "--device-read-bps")]
    [InlineData("update --device-read-bps /dev/sda:much web", "--device-read-bps")]
    [InlineData("update --cpu-idle maybe web", "--cpu-idle")]
    [InlineData("update --hugepages 2MB web", "--hugepages")]
    [InlineData("update --rdma-limit rxe0:a web", "--rdma-limit")]
    [InlineData("update --cgroup-conf =1 web", "--cgroup-conf")]
    [InlineData("update --blkio-weight heavy web", "--blkio-weight")]
    public async Task Update_that_cannot_be_understood_is_refused(string line, string text)
    {
        var container = _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync(line.Split(' '));

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(text);
        container.Updates.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_takes_the_same_limits()
    {
        await _tool.RunAsync("create", "--pids-limit", "50", "--memory", "64m", "--memory-swap", "128m", "img", "x");

        _tool.Runtime.Containers.Single().Config.Limits.Should().Be(new ResourceLimits { PidsLimit = 50, MemorySwapBytes = 128 << 20 });
    }
}
