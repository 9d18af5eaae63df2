using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Devices;

/// <summary>Devices by path and by rule, seen from inside.</summary>
public sealed class DeviceTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Device_is_there_with_its_new_name_owner_mode_and_rights(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("stat -c '%F %t:%T %u:%g %a' /dev/inner; head -c 1 /dev/inner 2>/dev/null || echo not read; (: >/dev/inner) && echo opened") with
        {
            Devices = [new DeviceRequest { Path = "/dev/kmsg", ContainerPath = "/dev/inner", Permissions = "w", Uid = 7, Gid = 8, Mode = 0x1A0 }],
        };

        var (_, output, _) = await node.RunAsync(config);

        output.Should().Be("character special file 1:b 7:8 640\nnot read\nopened\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Directory_of_devices_and_a_link_to_one_are_there(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        MakeNodes(node.At("nodes"));

        var (_, output, error) = await node.RunAsync(TestNode.Shell("cd /dev/nodes; find . | sort; head -c 3 one | wc -c; head -c 2 /dev/link | wc -c; stat -c %t:%T /srv/outside; head -c 1 /srv/outside | wc -c") with
        {
            Devices =
            [
                new DeviceRequest { Path = node.At("nodes"), ContainerPath = "/dev/nodes" },
                new DeviceRequest { Path = node.At("nodes/link"), ContainerPath = "/dev/link" },
                new DeviceRequest { Path = node.At("nodes/one"), ContainerPath = "/srv/outside" },
            ],
        });

        error.Should().BeEmpty();
        output.Should().Be(".\n./below\n./below/two\n./one\n3\n2\n1:5\n1\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Rule_allows_nodes_that_the_container_makes(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        const string Script = "mknod /tmp/kmsg c 1 11; (: >/tmp/kmsg) 2>/dev/null && echo opened || echo not opened";

        var (_, without, _) = await node.RunAsync(TestNode.Shell(Script));
        var (_, with, _) = await node.RunAsync(TestNode.Shell(Script) with { DeviceRules = [new DeviceRule { Type = DeviceType.Character, Major = 1 }] });

        without.Should().Be("not opened\n");
        with.Should().Be("opened\n");
    }

    [Fact]
    public async Task Link_to_what_is_no_device_and_what_is_not_there_are_refused_by_name()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await File.WriteAllTextAsync(node.At("file"), "text", TestNode.Token);
        File.CreateSymbolicLink(node.At("link"), node.At("file"));
        Directory.CreateDirectory(node.At("empty"));

        foreach (var (path, failure) in new[] { (node.At("link"), DeviceFailure.NotADevice), (node.At("empty"), DeviceFailure.NotADevice), ("/dev/youki-nothing", DeviceFailure.NotFound) })
        {
            var create = () => node.CreateAsync(TestNode.Shell("true") with { Devices = [new DeviceRequest { Path = path }] });

            var exception = (await create.Should().ThrowAsync<DeviceException>()).Which;
            (exception.Device, exception.Failure).Should().Be((path, failure));
            exception.ContainerId.Should().NotBeNull();
        }

        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Two_devices_of_one_name_are_a_conflict()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var create = () => node.CreateAsync(TestNode.Shell("true") with { Devices = [new DeviceRequest { Path = "/dev/zero", ContainerPath = "/dev/x" }, new DeviceRequest { Path = "/dev/full", ContainerPath = "/dev/x" }] });

        (await create.Should().ThrowAsync<DeviceException>()).Which.Message.Should().Contain("/dev/zero").And.Contain("/dev/full").And.Contain("/dev/x");
    }

    /// <summary>A program of each kind that uses one: a network device is made by <c>/dev/net/tun</c>.</summary>
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Fuse_and_tun_can_be_opened(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        string[] paths = [.. new[] { "/dev/fuse", "/dev/net/tun" }.Where(File.Exists)];
        Assert.SkipWhen(paths.Length == 0, "this host has neither");

        var (_, output, error) = await node.RunAsync(TestNode.Shell($"for d in {string.Join(' ', paths)}; do (: <>$d) && echo $d; done") with { Devices = [.. paths.Select(path => new DeviceRequest { Path = path })] });

        (output, error).Should().Be((string.Concat(paths.Select(path => $"{path}\n")), ""));
    }

    private static void MakeNodes(string directory)
    {
        Directory.CreateDirectory(Path.Combine(directory, "below"));
        foreach (var (name, minor) in new[] { ("one", 5), ("below/two", 8) })
        {
            using var mknod = Process.Start("mknod", [Path.Combine(directory, name), "c", "1", $"{minor}"]);
            mknod.WaitForExit();
        }

        File.CreateSymbolicLink(Path.Combine(directory, "link"), Path.Combine(directory, "one"));
        File.WriteAllText(Path.Combine(directory, "file"), "");
    }
}
