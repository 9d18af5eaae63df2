using System.Globalization;

namespace Youki.Runtime.Bench.Images;

/// <summary>The most of the host's memory that this process has had since it was last asked to begin anew. Source: proc(5), clear_refs and VmHWM.</summary>
internal static class PeakMemory
{
    private const string Peak = "VmHWM:";
    private const string ResetPeak = "5";

    public static void Reset() => File.WriteAllText("/proc/self/clear_refs", ResetPeak);

    /// <summary>In bytes.</summary>
    public static long Read()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Peak.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
