using System.Globalization;

namespace Youki.Runtime.Node;

/// <summary>What the kernel says of processors and memory of this host. Source: sysfs-devices-system-cpu, sysfs-devices-node, proc(5).</summary>
internal static class NodeHardware
{
    /// <summary>Processors that are online, such as <c>0-3</c>.</summary>
    public static string Processors => ReadLine("/sys/devices/system/cpu/online") ?? $"0-{Environment.ProcessorCount - 1}";

    /// <summary>Memory nodes that are online; a kernel that knows none has one.</summary>
    public static string MemoryNodes => ReadLine("/sys/devices/system/node/online") ?? "0";

    /// <summary>Memory that programs can have, in bytes.</summary>
    public static long MemoryBytes => Memory("MemTotal");

    /// <summary>Memory that new programs could have now, in bytes.</summary>
    public static long AvailableMemoryBytes => Memory("MemAvailable");

    private static long Memory(string name)
    {
        foreach (var line in File.ReadLines("/proc/meminfo"))
        {
            if (line.StartsWith($"{name}:", StringComparison.Ordinal))
            {
                return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
            }
        }

        throw new InvalidDataException($"/proc/meminfo does not say {name}.");
    }

    private static string? ReadLine(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
