using System.Globalization;

namespace Youki.Runtime.Bench;

/// <summary>What this process takes of the host's memory, after everything that can be collected has been.</summary>
internal static class HostMemory
{
    private const string Resident = "VmRSS:";

    /// <summary>Bytes on the managed heap, and bytes in memory in all. Source of the latter: proc(5), /proc/self/status.</summary>
    public static (long Heap, long Resident) Read()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Resident, StringComparison.Ordinal));
        return (GC.GetTotalMemory(forceFullCollection: false), long.Parse(line.AsSpan(Resident.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024);
    }
}
