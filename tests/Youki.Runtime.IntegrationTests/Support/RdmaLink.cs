using System.Diagnostics;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>RDMA devices that the kernel makes of ordinary network devices, in the virtual machine.</summary>
internal static class RdmaLink
{
    /// <summary>
    /// Makes a device where there is none of this name. Nobody deletes it: the virtual machine's Linux 6.1 has crashed in the deletion right after a container's end,
    /// and then hangs whoever asks for network devices next.
    /// </summary>
    public static async Task EnsureAsync(string name, string networkDevice)
    {
        if (!Directory.Exists($"/sys/class/infiniband/{name}"))
        {
            KernelModule.Load("rdma_rxe");
            using var process = Process.Start("rdma", ["link", "add", name, "type", "rxe", "netdev", networkDevice]);
            await process.WaitForExitAsync(TestNode.Token);
        }
    }
}
