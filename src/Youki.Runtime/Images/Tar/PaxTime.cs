using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>Times in extended headers: decimal seconds with a fraction, negative ones too. Source: POSIX.1-2017, pax, "pax Header File Times".</summary>
internal static class PaxTime
{
    private const long Billion = 1_000_000_000;

    public static string Format(FileTime time)
    {
        // The kernel counts nanoseconds upwards: a quarter of a second before 1970 is -1 s and 750,000,000 ns.
        var (seconds, nanoseconds) = time.Seconds < 0 && time.Nanoseconds != 0 ? (-(time.Seconds + 1), Billion - time.Nanoseconds) : (Math.Abs(time.Seconds), time.Nanoseconds);
        var sign = time.Seconds < 0 ? "-" : "";
        return nanoseconds == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds}.{nanoseconds:D9}");
    }
}
