using System.Globalization;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Stats;

/// <summary>The figures of a row as text; what is not known is a dash.</summary>
internal static class StatsFigures
{
    private const string Unknown = "-";
    private const string Loopback = "lo";

    public static string Cpu(StatsRow row) => Percent(row.CpuPercent);

    /// <summary>As docker: without files that were not used lately.</summary>
    public static string Memory(StatsRow row) => Size(row.Stats.Memory.WorkingSetBytes ?? row.Stats.Memory.UsageBytes);

    public static string Limit(StatsRow row) => Size(row.Stats.Memory.LimitBytes);

    public static double? MemoryShare(StatsRow row) => (row.Stats.Memory.WorkingSetBytes ?? row.Stats.Memory.UsageBytes) / (double?)row.Stats.Memory.LimitBytes;

    public static string MemoryPercent(StatsRow row) => Percent(100 * MemoryShare(row));

    /// <summary>Received and sent, over all interfaces but the loopback one.</summary>
    public static (string In, string Out) Network(StatsRow row)
    {
        var networks = row.Stats.Networks?.Where(network => network.Name != Loopback).ToList();
        return (Sum(networks, network => network.ReceivedBytes), Sum(networks, network => network.SentBytes));
    }

    /// <summary>Read and written, over all devices.</summary>
    public static (string In, string Out) Io(StatsRow row) => (Sum(row.Stats.Io.Devices, device => device.ReadBytes ?? 0), Sum(row.Stats.Io.Devices, device => device.WrittenBytes ?? 0));

    public static string Pids(StatsRow row) => row.Stats.Pids.Current is { } count ? count.ToString(CultureInfo.InvariantCulture) : Unknown;

    private static string Percent(double? value) => value is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0}%") : Unknown;

    private static string Size(ulong? bytes) => bytes is { } value ? HumanSize.Of((long)Math.Min(value, long.MaxValue)) : Unknown;

    private static string Sum<T>(IReadOnlyCollection<T>? items, Func<T, ulong> of) => items is null ? Unknown : Size(items.Aggregate(0UL, (sum, item) => sum + of(item)));
}
