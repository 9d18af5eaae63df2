using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads a number of processor cores, such as 1.5.</summary>
internal static class CpuCount
{
    public static double Parse(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cores) && cores >= 0.01 && double.IsFinite(cores)
            ? cores
            : throw new FormatException($"'{text}' is not a number of cores: give one such as 0.5 or 2, at least 0.01.");
}
