using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads an amount of memory in docker's notation: a number with <c>b</c>, <c>k</c>, <c>m</c>, <c>g</c> or <c>t</c>, bytes without.</summary>
internal static class MemorySize
{
    private const double BytesPerMb = 1024 * 1024;
    private const long LeastMb = 4;

    /// <returns>MiB; what is no multiple is rounded up.</returns>
    /// <exception cref="FormatException">It is no amount, or less than a container can live with.</exception>
    public static long ParseMb(string text)
    {
        var number = text.TrimEnd("bBiI".ToCharArray());
        double factor = number.Length == 0 ? 0 : char.ToLowerInvariant(number[^1]) switch
        {
            'k' => 1024,
            'm' => BytesPerMb,
            'g' => 1024 * BytesPerMb,
            't' => 1024 * 1024 * BytesPerMb,
            _ => 1,
        };
        number = factor > 1 ? number[..^1] : number;
        if (!HasUnit(text, factor) || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            throw new FormatException($"'{text}' is not an amount of memory: give a number with k, m or g, such as 512m or 1.5g.");
        }

        var mb = Math.Ceiling(value * factor / BytesPerMb);
        return mb switch
        {
            > 1L << 42 => throw new FormatException($"'{text}' is more memory than any host has."),
            < LeastMb => throw new FormatException($"'{text}' is too little memory for a container: give at least {LeastMb}m."),
            _ => (long)mb,
        };
    }

    // After the number: nothing, b, or a unit with b or ib.
    private static bool HasUnit(string text, double factor)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray()).ToLowerInvariant();
        return factor > 1 ? unit.Length == 1 || unit[1..] is "b" or "ib" : unit is "" or "b";
    }
}
