using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads an amount of bytes in docker's notation: a number with <c>b</c>, <c>k</c>, <c>m</c>, <c>g</c> or <c>t</c>, of 1,024 each, bytes without.</summary>
internal static class ByteSize
{
    private const double Step = 1024;

    public static long Parse(string text) => TryParse(text, out var bytes) && bytes < long.MaxValue
        ? (long)bytes
        : throw new FormatException($"'{text}' is not an amount of bytes: give a number with k, m, g or t, such as 500m or 20g.");

    /// <summary>Reads an amount, of whatever size.</summary>
    public static bool TryParse(string text, out double bytes)
    {
        var unit = text.TrimStart("0123456789.".ToCharArray());
        var factor = unit.ToLowerInvariant() switch
        {
            "" or "b" => 1,
            "k" or "kb" or "kib" => Step,
            "m" or "mb" or "mib" => Step * Step,
            "g" or "gb" or "gib" => Step * Step * Step,
            "t" or "tb" or "tib" => Step * Step * Step * Step,
            _ => 0,
        };
        var isNumber = double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        bytes = value * factor;
        return isNumber && factor > 0;
    }
}
