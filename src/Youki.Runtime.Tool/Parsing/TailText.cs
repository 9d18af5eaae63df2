using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads how many of the last lines are wanted: a number, or all.</summary>
internal static class TailText
{
    public const int All = int.MaxValue;

    /// <exception cref="FormatException">It is neither.</exception>
    public static int Parse(string text) => text switch
    {
        "all" => All,
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) => lines,
        _ => throw new FormatException($"'{text}' is not a number of lines: give one such as 100, or all."),
    };
}
