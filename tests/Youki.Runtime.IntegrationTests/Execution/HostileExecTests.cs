using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Execution;

/// <summary>Commands never have more than their container, and leave no way to the host open.</summary>
public sealed class HostileExecTests
{
    private static readonly ContainerConfig Sleeper = TestNode.Shell("trap 'exit 0' TERM; while :; do sleep 1000 & wait; done");

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_is_held_to_the_limits_of_devices(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Assert.SkipUnless(Directory.Exists("/sys/fs/cgroup/blkio"), "only version 1 of cgroups has limits that do not reach below");
        var device = Directory.EnumerateFiles("/dev", "vd?").Concat(Directory.EnumerateFiles("/dev", "sd?")).Concat(Directory.EnumerateFiles("/dev", "nvme?n1")).FirstOrDefault();
        Assert.SkipWhen(device is null, "there is no disk");
        var limits = new ResourceLimits { DeviceIo = [new() { Device = device!, WriteBytesPerSecond = 1024 * 1024 }] };
        var limited = await node.CreateAsync(Sleeper with { Limits = limits });
        var updated = await node.CreateAsync(Sleeper);

        await using var first = await node.Runtime.StartExecAsync(limited, ExecTests.Command("sleep 4009 & exec sleep 4008"), TestNode.Token);
        await using var second = await node.Runtime.StartExecAsync(updated, ExecTests.Command("exec sleep 4008"), TestNode.Token);
        await node.Runtime.UpdateContainerAsync(updated, new ContainerUpdate { Limits = limits }, TestNode.Token);

        CgroupOf(first.Pid).Should().Be($"{node.CgroupParent}/{limited}");
        CgroupOf(second.Pid).Should().Be($"{node.CgroupParent}/{updated}");
        await first.DisposeAsync();
        await second.DisposeAsync();
        ExecTests.AssertNothingIsLeft(node, limited);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_neither_escapes_nor_prevents_an_update_of_processors(string flavor)
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "there is but one processor");
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        await using var exec = await node.Runtime.StartExecAsync(id, ExecTests.Command("exec sleep 4010"), TestNode.Token);

        await node.Runtime.UpdateContainerAsync(id, new ContainerUpdate { Limits = new() { CpuSet = "0" } }, TestNode.Token);
        ProcessorsOf(exec.Pid).Should().Be("0");
        await node.Runtime.UpdateContainerAsync(id, new ContainerUpdate { Limits = new() { CpuSet = "0-1" } }, TestNode.Token);
        ProcessorsOf(exec.Pid).Should().Be("0-1");
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Terminal_of_an_exec_is_handed_over_in_a_private_directory(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        using var watch = new FileSystemWatcher("/tmp", "conmon-term*");
        var seen = new List<string>();
        watch.Created += (_, created) => seen.Add(created.Name!);
        watch.EnableRaisingEvents = true;

        var result = await node.Runtime.ExecAsync(id, ExecTests.Command("test -t 1 && echo terminal") with { Terminal = true }, TestNode.Token);

        result.StdoutText.Should().Be("terminal\r\n");
        seen.Should().BeEmpty("what everybody may write to is no place for it");
        ExecTests.AssertNothingIsLeft(node, id);
    }

    private static string ProcessorsOf(int pid) => File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split('\t')[1];

    private static string CgroupOf(int pid) => File.ReadLines($"/proc/{pid}/cgroup").First(line => line.Split(':')[1] == "blkio").Split(':')[2];
}
