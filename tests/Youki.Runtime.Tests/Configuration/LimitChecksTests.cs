using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class LimitChecksTests
{
    private const long Mebibyte = 1_048_576;

    private static readonly ContainerConfig Config = new() { Image = "dir:/srv/rootfs", ResourceRequests = new() { MemoryMb = 64 } };

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
