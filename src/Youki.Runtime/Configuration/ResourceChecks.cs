using System.Globalization;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a container takes of the host: processors, memory, disk, ports.</summary>
internal static class ResourceChecks
{
    private const double MinCores = 0.01;
    private const double MaxCores = 65_536;

    /// <summary>What every runtime can make a container with; with 4 MiB the kernel kills youki's first process now and then, for which youki waits for good.</summary>
    private const long MinMemoryMb = 6;


    /// <summary>What a file system with a journal needs.</summary>
    private const long MinDiskMb = 8;

    private const long MaxMb = long.MaxValue / 1_048_576;
    private const int MaxPort = 65_535;

    public static IEnumerable<string> Of(ContainerConfig config) => [.. RequestErrors(config.ResourceRequests), .. PortErrors(config.Ports ?? [])];

    private static IEnumerable<string> RequestErrors(ResourceRequests? requests)
    {
        // Written so that NaN, which compares false with everything, is out as well.
        if (requests?.CpuCores is { } cores && !(cores >= MinCores && cores <= MaxCores))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"ResourceRequests.CpuCores: {cores} is not between {MinCores} and {MaxCores}.");
        }

        if (requests?.MemoryMb is < MinMemoryMb or > MaxMb)
        {
            yield return $"ResourceRequests.MemoryMb: {requests.MemoryMb} is not between {MinMemoryMb} and {MaxMb}.";
        }

        if (requests?.DiskMb is < MinDiskMb or > MaxMb)
        {
            yield return $"ResourceRequests.DiskMb: {requests.DiskMb} is not between {MinDiskMb} and {MaxMb}.";
        }
    }

    private static IEnumerable<string> PortErrors(IReadOnlyList<PortMapping> ports)
    {
        var taken = new HashSet<(string Protocol, int? Host, int Container)>();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] is not { } port)
            {
                yield return $"Ports[{i}]: it may not be null.";
                continue;
            }

            if (port.ContainerPort is < 1 or > MaxPort)
            {
                yield return $"Ports[{i}].ContainerPort: {port.ContainerPort} is not between 1 and {MaxPort}.";
            }

            if (port.HostPort is < 0 or > MaxPort)
            {
                yield return $"Ports[{i}].HostPort: {port.HostPort} is not between 0 and {MaxPort}.";
            }

            if (port.Protocol is not (null or "tcp" or "udp" or "sctp"))
            {
                yield return $"Ports[{i}].Protocol: {Quote(port.Protocol)} is none of tcp, udp and sctp.";
            }

            if (!taken.Add(KeyOf(port)))
            {
                yield return $"Ports[{i}]: an entry before it publishes the same port.";
            }
        }
    }

    /// <summary>A host port can be given away once; one that is chosen freely, once for each container port.</summary>
    private static (string Protocol, int? Host, int Container) KeyOf(PortMapping port) =>
        (port.Protocol ?? "tcp", port.HostPort is 0 ? null : port.HostPort, port.HostPort is null or 0 ? port.ContainerPort : 0);
}
