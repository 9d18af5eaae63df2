using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads a time span: whole seconds as docker, or numbers with units such as <c>1m30s</c>.</summary>
internal static class Duration
{
    private const double MaxSeconds = int.MaxValue;

    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    public static TimeSpan Parse(string text) => TryParse(text, out var duration)
        ? duration
        : throw new FormatException($"'{text}' is not a time: give seconds such as 10, or numbers with ms, s, m, h or d such as 1m30s.");

    private static bool TryParse(string text, out TimeSpan duration)
    {
        var total = 0.0;
        var rest = text;
        var valid = rest.Length > 0;
        while (valid && rest.Length > 0)
        {
            var digits = rest.TakeWhile(character => char.IsAsciiDigit(character) || character == '.').Count();
            var unit = new string([.. rest.Skip(digits).TakeWhile(char.IsAsciiLetter)]);
            valid = double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && FactorOf(unit, digits == text.Length, out var factor)
                && (total += value * factor) <= MaxSeconds;
            rest = rest[(digits + unit.Length)..];
        }

        duration = valid ? TimeSpan.FromSeconds(total) : default;
        return valid;
    }

    private static bool FactorOf(string unit, bool isBareNumber, out double factor)
    {
        factor = unit.Length == 0 && isBareNumber ? 1 : Units.FirstOrDefault(candidate => candidate.Unit == unit).Seconds;
        return factor > 0;
    }
}
