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
