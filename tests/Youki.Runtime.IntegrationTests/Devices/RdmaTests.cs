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
        const string Script = "(: <>/dev/infiniband/uverbs0) && echo opened; cat /sys/fs/cgroup/rdma.max; ip -o address show dev rail0 | grep -o 'inet 10.9.1.1/24'; ip link show dev rail0 | grep -o ,UP,";
        await RunAsync("modprobe", "rdma_rxe");
        await RunAsync("modprobe", "dummy");
        foreach (var (name, address) in new[] { ("rdma-base", "10.9.0.1/24"), ("rdma-rail", "10.9.1.1/24") })
        {
            await RunAsync("ip", "link", "add", name, "type", "dummy");
            await RunAsync("ip", "address", "add", address, "dev", name);
            await RunAsync("ip", "link", "set", name, "up");
        }

        await RunAsync("rdma", "link", "add", "rxe0", "type", "rxe", "netdev", "rdma-base");
        try
        {
            var (_, output, error) = await node.RunAsync(TestNode.Shell(Script) with
            {
                Rdma = new RdmaRequest { Devices = ["rxe0"], NetworkDevices = new Dictionary<string, string?> { ["rdma-rail"] = "rail0" }, MaxHandles = 7, MaxObjects = 90 },
            });

            error.Should().BeEmpty();
            output.Should().Be("opened\nrxe0 hca_handle=7 hca_object=90 \ninet 10.9.1.1/24\n,UP,\n");
            var missing = () => node.CreateAsync(TestNode.Shell("true") with { Rdma = new RdmaRequest { Devices = ["mlx5_0"] } });
            (await missing.Should().ThrowAsync<DeviceException>()).Which.Message.Should().Contain("mlx5_0").And.Contain("rxe0");
        }
        finally
        {
            await RunAsync("rdma", "link", "delete", "rxe0");
            await RunAsync("ip", "link", "delete", "rdma-base");
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestNode.Token);
        process.ExitCode.Should().Be(0, "{0} {1}", program, string.Join(' ', arguments));
    }
}
