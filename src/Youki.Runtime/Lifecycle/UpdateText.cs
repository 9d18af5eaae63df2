using System.Globalization;

namespace Youki.Runtime.Lifecycle;

/// <summary>Says what an update has changed, for its event.</summary>
internal static class UpdateText
{
    /// <summary>Each limit that the update says, by its name in <see cref="ResourceLimits"/>.</summary>
    public static IReadOnlyDictionary<string, string> Of(ResourceLimits limits)
    {
        var found = new Dictionary<string, string>();
        Add("cpuCores", limits.CpuCores);
        Add("cpuQuota", limits.CpuQuota);
        Add("cpuPeriod", limits.CpuPeriod);
        Add("cpuBurst", limits.CpuBurst);
        Add("cpuIdle", limits.CpuIdle);
        Add("cpuShares", limits.CpuShares);
        Add("cpuWeight", limits.CpuWeight);
        Add("cpuSet", limits.CpuSet);
        Add("memoryNodes", limits.MemoryNodes);
        Add("memoryBytes", limits.MemoryBytes);
        Add("memoryReservationBytes", limits.MemoryReservationBytes);
        Add("memorySwapBytes", limits.MemorySwapBytes);
        Add("memoryHighBytes", limits.MemoryHighBytes);
        Add("oomGroup", limits.OomGroup);
        Add("pidsLimit", limits.PidsLimit);
        Add("ioWeight", limits.IoWeight);
        Add("deviceIo", limits.DeviceIo is { } devices ? string.Join(',', devices.Select(device => device.Device)) : null);
        Add("hugePages", Names(limits.HugePages?.Keys));
        Add("rdma", Names(limits.Rdma?.Keys));
        Add("unified", Names(limits.Unified?.Keys));
        return found;

        void Add(string name, IConvertible? value)
        {
            if (value is not null)
            {
                found[name] = value.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static string? Names(IEnumerable<string>? names) => names is null ? null : string.Join(',', names.Order(StringComparer.Ordinal));
}
