using System.Globalization;

namespace Youki.Runtime.Tool.Output;

/// <summary>An amount of bytes as docker shows it: three digits, and units of thousands.</summary>
internal static class HumanSize
{
    private const int Step = 1000;

    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    public static string Of(long bytes)
    {
        double value = Math.Max(0, bytes);
        var unit = 0;
        while (Round(value) >= Step)
        {
            value /= Step;
            unit++;
        }

        return Round(value).ToString("0.##", CultureInfo.InvariantCulture) + Units[unit];
    }

    private static double Round(double value) => Math.Round(value, value < 10 ? 2 : value < 100 ? 1 : 0, MidpointRounding.AwayFromZero);
}
