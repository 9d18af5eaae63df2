using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads limits; -1 is none.</summary>
internal static class LimitText
{
    private const string None = "-1";

    public static long ParseBytes(string text) => text == None ? -1 : ByteSize.Parse(text);

    /// <summary>A number of cores; as docker, 0 is no limit as well.</summary>
    public static double ParseCores(string text) => text is None or "0" ? -1 : CpuCount.Parse(text);

    public static long ParsePids(string text) => text is None or "0" ? -1 : (long)Number(text, "a number of processes");

    /// <summary>Microseconds; as docker, 0 is no limit as well.</summary>
    public static long ParseQuota(string text) => text is None or "0" ? -1 : (long)Number(text, "a number of microseconds");

    public static ushort ParseWeight(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
        ? weight
        : throw new FormatException($"'{text}' is not a weight: give a number from 10 to 1000.");

    /// <summary>Handles and objects of an RDMA device, such as <c>4:100</c>; <c>max</c> and what is left out are no limit.</summary>
    public static RdmaLimit ParseRdma(string text)
    {
        var parts = text.Split(':');
        return parts.Length <= 2
            ? new RdmaLimit { Handles = Of(parts[0]), Objects = parts.Length == 2 ? Of(parts[1]) : null }
            : throw new FormatException($"'{text}' is not HANDLES or HANDLES:OBJECTS.");

        static uint? Of(string number) => number == "max" ? null
            : uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
            : throw new FormatException($"'{number}' is not a number, nor max.");
    }

    public static ulong ParseShares(string text) => Number(text, "a weight");

    public static ulong ParseCount(string text) => Number(text, "a number");

    public static ulong ParseRate(string text) => (ulong)ByteSize.Parse(text);

    /// <summary>A device and its rate, such as <c>/dev/sda:1m</c> or <c>8:0:1m</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static (string Device, ulong Rate) ParseDevice(string option, string text, Func<string, ulong> read)
    {
        var colon = text.LastIndexOf(':');
        try
        {
            return colon > 0 ? (text[..colon], read(text[(colon + 1)..])) : throw new FormatException($"'{text}' is not a device and a limit: give them as /dev/sda:1m.");
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{option}: {exception.Message}");
        }
    }

    private static ulong Number(string text, string what) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue
        ? number
        : throw new FormatException($"'{text}' is not {what}: give a whole number.");
}
