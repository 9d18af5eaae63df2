using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>Finds what belongs to an RDMA device. Source: Linux, Documentation/infiniband/user_verbs and admin-guide/cgroup-v2, "RDMA".</summary>
internal static class RdmaDevices
{
    private const string DeviceClass = "/sys/class/infiniband";
    private const string VerbsClass = "/sys/class/infiniband_verbs";
    private const string NetworkClass = "/sys/class/net";
    private const string ConnectionManager = "/dev/infiniband/rdma_cm";

    public static void Add(DeviceSetBuilder builder, RdmaRequest request)
    {
        foreach (var name in request.Devices ?? [])
        {
            var path = VerbsOf(name);
            builder.Add(HostDevices.FindOne(path, path), $"the RDMA device {name}");
            if (File.Exists(ConnectionManager))
            {
                builder.Add(HostDevices.FindOne(ConnectionManager, ConnectionManager), $"the RDMA device {name}");
            }

            if (request is not { MaxHandles: null, MaxObjects: null })
            {
                builder.AddRdma(name, new LinuxRdma { HcaHandles = request.MaxHandles, HcaObjects = request.MaxObjects });
            }
        }

        foreach (var (name, inside) in request.NetworkDevices ?? new Dictionary<string, string?>())
        {
            if (!Directory.Exists($"{NetworkClass}/{name}"))
            {
                throw Missing(name, "network device", NetworkClass);
            }

            builder.AddNetworkDevice(name, inside ?? name, "the RDMA request");
        }
    }

    private static string VerbsOf(string name) => NamesOf(VerbsClass).FirstOrDefault(verbs => ReadName($"{VerbsClass}/{verbs}/ibdev") == name) is { } found
        ? $"/dev/infiniband/{found}"
        : throw Missing(name, "RDMA device with verbs", DeviceClass);

    private static string ReadName(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : "";

    private static DeviceException Missing(string name, string what, string directory) =>
        new(name, DeviceFailure.NotFound, $"This host has no {what} '{name}'. {(NamesOf(directory) is { Count: > 0 } names ? $"It has {string.Join(", ", names)}." : "It has none at all: look whether the drivers are loaded.")}");

    private static List<string> NamesOf(string directory) => Directory.Exists(directory) ? [.. Directory.EnumerateDirectories(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
}
