using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Hosts;

/// <summary>Whoever may make device nodes comes no nearer to the host's disk: device rules hold on pure cgroup v2 too.</summary>
[Trait("Host", "v2-only")]
public sealed class DeviceNodeTests
{
    /// <summary>Tries to make a node of the host's disk, and to read and to write through it.</summary>
    private const string Try =
        "mknod /tmp/disk b $MAJOR $MINOR && echo made || echo not made; head -c 512 /tmp/disk >/dev/null && echo read || echo not read; [ -b /tmp/disk ] && (: <>/tmp/disk) && echo written || echo not written";

    [Fact]
    public async Task Host_s_disk_is_out_of_reach_of_a_container_that_makes_nodes()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(Disk("rm -f /tmp/null; mknod /tmp/null c 1 3 && echo x >/tmp/null && echo null", Try, "trap 'exit 0' TERM", "echo ready", "sleep 60 & wait"));
        await node.SaysAsync(id, "ready");

        (await node.OutputAsync(id)).Output.Should().Be("null\nnot made\nnot read\nnot written\nready\n");
        (await ExecAsync(node, id)).Should().Be("not made\nnot read\nnot written\n");

        // A program of the run before is gone with its cgroup.
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.SaysAsync(id, "ready\nnull");
        (await ExecAsync(node, id)).Should().Be("not made\nnot read\nnot written\n");
    }

    [Theory]
    [InlineData("youki", "m", "made\nnot read\nnot written\n")]
    [InlineData("youki", "rm", "made\nread\nnot written\n")]
    [InlineData("runc", "m", "made\nnot read\nnot written\n")]
    public async Task Rules_decide_what_may_be_done_with_the_host_s_disk(string flavor, string access, string expected)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var (major, minor) = HostDisk();
        var runtime = await node.OpenRuntimeAsync(new RuntimeSpec
        {
            Linux = new LinuxSpec { Resources = new LinuxResources { Devices = [new LinuxDeviceRule { Allow = true, Type = "b", Major = major, Minor = minor, Access = access }] } },
        });

        var id = await runtime.CreateContainerAsync(Disk(Try), new() { NodeId = node.Id }, TestNode.Token);
        await runtime.WaitContainerAsync(id, TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be(expected);
    }

    private static ContainerConfig Disk(params string[] script)
    {
        var (major, minor) = HostDisk();
        return TestNode.Shell(string.Join("; ", script)) with { EnvVars = new Dictionary<string, string> { ["MAJOR"] = $"{major}", ["MINOR"] = $"{minor}" } };
    }

    /// <summary>The virtual machine has no disk but one of memory.</summary>
    private static (long Major, long Minor) HostDisk()
    {
        const string Disk = "/sys/block/ram0/dev";
        if (!File.Exists(Disk))
        {
            using var load = System.Diagnostics.Process.Start("modprobe", ["brd", "rd_nr=1", "rd_size=1024"]);
            load.WaitForExit();
        }

        var numbers = File.ReadAllText(Disk).Trim().Split(':');
        return (long.Parse(numbers[0]), long.Parse(numbers[1]));
    }

    private static async Task<string> ExecAsync(TestNode node, ContainerId id)
    {
        var result = await node.Runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/sh", "-c", $"rm -f /tmp/disk; {Try}"] }, TestNode.Token);
        return System.Text.Encoding.UTF8.GetString(result.Stdout.Span);
    }
}
