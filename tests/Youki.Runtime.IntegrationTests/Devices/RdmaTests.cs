using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Devices;

/// <summary>Remote direct memory access, over a device that the kernel makes of an ordinary one.</summary>
[Trait("Host", "v2-only")]
public sealed class RdmaTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Container_has_the_verbs_the_limits_and_the_network_device(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        const string Script = "for d in /dev/infiniband/uverbs*; do (: <>$d) && echo opened; done; grep rxe0 /sys/fs/cgroup/rdma.max; ip -o address show dev rail0 | grep -o 'inet 10.9.1.1/24'; ip link show dev rail0 | grep -o ,UP,";
        await MakeRdmaDeviceAsync();
        await MakeNetworkDeviceAsync("rdma-rail", "10.9.1.1/24");

        var (_, output, error) = await node.RunAsync(TestNode.Shell(Script) with
        {
            Rdma = new RdmaRequest { Devices = ["rxe0"], NetworkDevices = new Dictionary<string, string?> { ["rdma-rail"] = "rail0" }, MaxHandles = 7, MaxObjects = 90 },
        });

        error.Should().BeEmpty();
        output.Should().Be("opened\nrxe0 hca_handle=7 hca_object=90 \ninet 10.9.1.1/24\n,UP,\n");
        var missing = () => node.CreateAsync(TestNode.Shell("true") with { Rdma = new RdmaRequest { Devices = ["mlx5_0"] } });
        (await missing.Should().ThrowAsync<DeviceException>()).Which.Message.Should().Contain("mlx5_0").And.Contain("rxe0");
    }

    private static async Task MakeRdmaDeviceAsync()
    {
        KernelModule.Load("dummy");
        if (!Directory.Exists("/sys/class/net/rdma-base"))
        {
            await MakeNetworkDeviceAsync("rdma-base", "10.9.0.1/24");
        }

        await RdmaLink.EnsureAsync("rxe0", "rdma-base");
    }

    private static async Task MakeNetworkDeviceAsync(string name, string address)
    {
        await RunAsync("ip", "link", "add", name, "type", "dummy");
        await RunAsync("ip", "address", "add", address, "dev", name);
        await RunAsync("ip", "link", "set", name, "up");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestNode.Token);
        process.ExitCode.Should().Be(0, "{0} {1}", program, string.Join(' ', arguments));
    }
}
