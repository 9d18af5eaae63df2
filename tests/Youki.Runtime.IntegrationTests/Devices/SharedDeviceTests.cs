using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Devices;

/// <summary>Devices where nodes are not simply made: all of the host's, in a user namespace, and of the network.</summary>
public sealed class SharedDeviceTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Privileged_container_has_all_devices_of_the_host(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, error) = await node.RunAsync(TestNode.Shell("(: <>/dev/kmsg) && echo opened; mknod /tmp/kmsg c 1 11 && (: >/tmp/kmsg) && echo made; ls /dev/pts | grep -v ptmx | wc -l") with { Privileged = true });

        (output, error).Should().Be(("opened\nmade\n0\n", ""));
    }

    /// <summary>Under its own name: a runtime that made a node by itself would take the host's device of the new name.</summary>
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Device_in_a_user_namespace_is_the_one_that_was_asked_for(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        File.SetUnixFileMode(node.Path, File.GetUnixFileMode(node.Path) | UnixFileMode.OtherExecute);
        var config = TestNode.Shell("stat -c %t:%T /dev/kmsg; head -c 2 /dev/kmsg | wc -c") with
        {
            Image = LayeredImage.Reference,
            UserNamespace = new UserNamespaceConfig { UidMappings = [new() { ContainerId = 0, HostId = 1_700_000_000, Size = 65_536 }] },
            Devices = [new DeviceRequest { Path = "/dev/zero", ContainerPath = "/dev/kmsg" }],
        };

        var (_, output, error) = await node.RunAsync(config);
        var create = () => node.CreateAsync(config with { Devices = [new DeviceRequest { Path = "/dev/zero", ContainerPath = "/dev/x", Uid = 7 }] });

        (output, error).Should().Be(("1:5\n2\n", ""));
        await create.Should().ThrowAsync<FeatureNotSupportedException>().WithMessage("*owner*");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Network_device_is_moved_with_its_address(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var (name, other) = ($"ykn{Environment.ProcessId % 100_000}a", $"ykn{Environment.ProcessId % 100_000}b");
        await IpAsync("link", "add", name, "type", "veth", "peer", "name", other);
        try
        {
            await IpAsync("address", "add", "10.99.7.1/28", "dev", name);

            var (_, output, error) = await node.RunAsync(TestNode.Shell("ip -o address show dev rail0 | grep -o 'inet 10.99.7.1/28'; ip link show dev rail0 | grep -o ,UP") with
            {
                Rdma = new RdmaRequest { NetworkDevices = new Dictionary<string, string?> { [name] = "rail0" } },
            });

            (output, error).Should().Be(("inet 10.99.7.1/28\n,UP\n", ""));
            await TestNode.EventuallyAsync(() => Task.FromResult(!Directory.Exists($"/sys/class/net/{other}")), "a device of software ends with the container's namespace");
        }
        finally
        {
            if (Directory.Exists($"/sys/class/net/{other}"))
            {
                await IpAsync("link", "delete", other);
            }
        }
    }

    /// <summary>What is done between the making and the start is part of the making.</summary>
    [Fact]
    public async Task Failed_move_undoes_the_making()
    {
        await using var node = await TestNode.OpenAsync("runc");
        var name = $"ykf{Environment.ProcessId % 100_000}a";
        await IpAsync("link", "add", name, "type", "veth", "peer", "name", $"{name}b");
        try
        {
            var create = () => node.CreateAsync(TestNode.Shell("true") with { Rdma = new RdmaRequest { NetworkDevices = new Dictionary<string, string?> { [name] = "lo" } } });

            (await create.Should().ThrowAsync<HostResourceException>()).Which.Kind.Should().Be("network-devices");
            node.AssertNothingIsLeft();
            Directory.Exists($"/sys/class/net/{name}").Should().BeTrue();
        }
        finally
        {
            await IpAsync("link", "delete", name);
        }
    }

    /// <summary>Whoever dies between the making and the device rules leaves nothing that could be started without them.</summary>
    [Fact]
    public async Task Killed_between_making_and_device_rules_is_never_started()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await ChildProcess.KillAsync(node, "create, step prepare", "create", "web", BusyboxImage.Reference, "sleep 60");
        node.Processes().Should().NotBeEmpty("it is made");

        var start = () => node.Runtime.StartContainerAsync(ContainerId.Parse("web"), TestNode.Token);

        await start.Should().ThrowAsync<ContainerStatusException>();
        (await node.Runtime.ListContainersAsync(node.Id, cancellationToken: TestNode.Token)).Should().NotContain(status => status.State == ContainerState.Running);
    }

    [Fact]
    public async Task Network_device_that_is_not_there_is_refused_by_name()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var create = () => node.CreateAsync(TestNode.Shell("true") with { Rdma = new RdmaRequest { NetworkDevices = new Dictionary<string, string?> { ["yk-none"] = null } } });

        (await create.Should().ThrowAsync<DeviceException>()).Which.Failure.Should().Be(DeviceFailure.NotFound);
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var process = Process.Start("ip", arguments);
        await process.WaitForExitAsync(TestNode.Token);
        process.ExitCode.Should().Be(0);
    }
}
