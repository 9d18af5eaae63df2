using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Control;

/// <summary>Limits that are changed while containers run, by what the kernel says of them.</summary>
public sealed class UpdateTests
{
    private const long Mebibyte = 1_048_576;

    private static readonly ContainerConfig Sleeping = TestNode.Config("/bin/sleep", "100") with { ResourceRequests = new() { MemoryMb = 64, CpuCores = 0.5 } };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Every_limit_is_in_the_kernel_and_in_the_next_run(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeping);
        var limits = new ResourceLimits
        {
            CpuCores = 1.5, CpuShares = 512, CpuSet = "0", MemoryBytes = 128 * Mebibyte, MemoryReservationBytes = 32 * Mebibyte, MemorySwapBytes = 256 * Mebibyte, PidsLimit = 77,
        };

        await node.Runtime.UpdateContainerAsync(id, new() { Limits = limits }, TestNode.Token);
        await AllAreSetAsync(node, id);
        await node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        await AllAreSetAsync(node, id);
        (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).Config.Limits.Should().BeEquivalentTo(limits);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Limits_are_lowered_and_taken_away(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeping);

        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { MemoryBytes = 16 * Mebibyte, CpuCores = 0.25, PidsLimit = 5 } }, TestNode.Token);
        (await MemoryAsync(node, id)).Should().Be($"{16 * Mebibyte}");
        (await QuotaAsync(node, id)).Should().BeOneOf("25000", "25000 100000");
        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { MemoryBytes = -1, CpuCores = -1, PidsLimit = -1 } }, TestNode.Token);

        (await MemoryAsync(node, id)).Should().BeOneOf("max", "9223372036854771712");
        (await QuotaAsync(node, id)).Should().BeOneOf("-1", "max 100000");
        (await PidsAsync(node, id)).Should().Be("max");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Paused_and_created_ones_are_updated_too(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var (paused, created) = (await node.CreateAsync(Sleeping), await node.CreateAsync(Sleeping, start: false));
        await node.Runtime.PauseContainerAsync(paused, TestNode.Token);

        foreach (var id in new[] { paused, created })
        {
            await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { PidsLimit = 9 } }, TestNode.Token);
            (await PidsAsync(node, id)).Should().Be("9");
        }

        (await node.StateAsync(paused)).Should().Be(ContainerState.Paused);
        (await node.StateAsync(created)).Should().Be(ContainerState.Created);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stopped_one_has_them_at_its_next_start(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeping);
        await node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.Zero }, TestNode.Token);

        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { PidsLimit = 9 } }, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await PidsAsync(node, id)).Should().Be("9");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Memory_in_use_is_not_taken_away(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("head -c 33554432 /dev/zero > /dev/shm/file; echo ready; exec sleep 100") with { ResourceRequests = new() { MemoryMb = 64 } });
        await node.SaysAsync(id, "ready");

        var update = () => node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { MemoryBytes = 8 * Mebibyte, PidsLimit = 9 } }, TestNode.Token);

        var exception = (await update.Should().ThrowAsync<ContainerUpdateException>()).Which;
        exception.NotApplied.Should().ContainSingle().Which.Wanted.Should().Be($"{8 * Mebibyte}");
        exception.IsRolledBack.Should().BeTrue();
        (await MemoryAsync(node, id)).Should().Be($"{64 * Mebibyte}");
        (await PidsAsync(node, id)).Should().Be("max");
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task What_the_kernel_refuses_is_told_and_all_is_set_back(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeping);

        var update = () => node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { CpuSet = "900", MemoryBytes = 128 * Mebibyte, PidsLimit = 9 } }, TestNode.Token);

        var exception = (await update.Should().ThrowAsync<ContainerUpdateException>()).Which;
        exception.NotApplied.Should().ContainSingle().Which.Should().Match<LimitMismatch>(mismatch => mismatch.File.EndsWith("cpuset.cpus") && mismatch.Wanted == "900");
        exception.IsRolledBack.Should().BeTrue(exception.Message);
        (await MemoryAsync(node, id)).Should().Be($"{64 * Mebibyte}");
        (await PidsAsync(node, id)).Should().Be("max");
        (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).Config.Limits.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Devices_are_slowed_down_and_set_free(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var device = Directory.EnumerateDirectories("/sys/block").Select(path => File.ReadAllText($"{path}/dev").Trim()).FirstOrDefault();
        Assert.SkipUnless(device is not null, "this host has no block device");
        var id = await node.CreateAsync(Sleeping);

        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { DeviceIo = [new() { Device = device!, ReadBytesPerSecond = 1_000_000 }] } }, TestNode.Token);
        (await RatesAsync(node, id)).Should().Contain(device).And.Contain("1000000");
        await node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { DeviceIo = [new() { Device = device! }] } }, TestNode.Token);

        (await RatesAsync(node, id)).Should().NotContain("1000000");
    }

    [Fact]
    public async Task Device_that_is_none_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(Sleeping);

        var update = () => node.Runtime.UpdateContainerAsync(id, new() { Limits = new() { DeviceIo = [new() { Device = "/dev/null", ReadBytesPerSecond = 1 }] } }, TestNode.Token);

        (await update.Should().ThrowAsync<HostResourceException>()).WithMessage("*/dev/null*");
    }

    private static async Task AllAreSetAsync(TestNode node, ContainerId id)
    {
        (await QuotaAsync(node, id)).Should().BeOneOf("150000", "150000 100000");
        (await node.CgroupFileAsync(id, "cpu", "cpu.shares", "cpu.weight")).Should().BeOneOf("512", "20", "59");
        (await node.CgroupFileAsync(id, "cpuset", "cpuset.cpus", "cpuset.cpus")).Should().Be("0");
        (await MemoryAsync(node, id)).Should().Be($"{128 * Mebibyte}");
        (await node.CgroupFileAsync(id, "memory", "memory.memsw.limit_in_bytes", "memory.swap.max")).Should().BeOneOf($"{256 * Mebibyte}", $"{128 * Mebibyte}");
        (await node.CgroupFileAsync(id, "memory", "memory.soft_limit_in_bytes", "memory.low")).Should().Be($"{32 * Mebibyte}");
        (await PidsAsync(node, id)).Should().Be("77");
    }

    private static Task<string> MemoryAsync(TestNode node, ContainerId id) => node.CgroupFileAsync(id, "memory", "memory.limit_in_bytes", "memory.max");

    private static Task<string> QuotaAsync(TestNode node, ContainerId id) => node.CgroupFileAsync(id, "cpu", "cpu.cfs_quota_us", "cpu.max");

    private static Task<string> PidsAsync(TestNode node, ContainerId id) => node.CgroupFileAsync(id, "pids", "pids.max", "pids.max");

    private static Task<string> RatesAsync(TestNode node, ContainerId id) => node.CgroupFileAsync(id, "blkio", "blkio.throttle.read_bps_device", "io.max");
}
