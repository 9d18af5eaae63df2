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
        Add("cpuShares", limits.CpuShares);
        Add("cpuSet", limits.CpuSet);
        Add("memoryBytes", limits.MemoryBytes);
        Add("memoryReservationBytes", limits.MemoryReservationBytes);
        Add("memorySwapBytes", limits.MemorySwapBytes);
        Add("pidsLimit", limits.PidsLimit);
        Add("deviceIo", limits.DeviceIo is { } devices ? string.Join(',', devices.Select(device => device.Device)) : null);
        return found;

        void Add(string name, IConvertible? value)
        {
            if (value is not null)
            {
                found[name] = value.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
