using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads limits and priorities of processes.</summary>
internal static class ProcessText
{
    /// <summary>A limit as docker has it, <c>NAME=SOFT[:HARD]</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Rlimit ParseLimit(string text)
    {
        var parts = text.Split('=', 2);
        var values = parts.ElementAtOrDefault(1)?.Split(':') ?? [];
        if (!Enum.TryParse<RlimitKind>(parts[0], ignoreCase: true, out var kind) || !parts[0].All(char.IsAsciiLetter))
        {
            throw new UsageException($"'{text}' is no limit: the names are {string.Join(", ", Enum.GetNames<RlimitKind>()).ToLowerInvariant()}.");
        }

        return values.Length is 1 or 2 && values.All(value => TryValue(value, out _))
            ? new Rlimit { Kind = kind, Soft = Value(values[0]), Hard = values.Length == 2 ? Value(values[1]) : null }
            : throw new UsageException($"'{text}' is no limit: say {parts[0]}=SOFT or {parts[0]}=SOFT:HARD, each a number, or -1 for none.");
    }

    /// <exception cref="FormatException">It is no number.</exception>
    public static int ParseNumber(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"'{text}' is no number.");

    /// <exception cref="FormatException">It is no octal number up to 0777.</exception>
    public static int ParseUmask(string text) => text.Length is > 0 and <= 4 && text.All(digit => digit is >= '0' and <= '7') && Convert.ToInt32(text, 8) is <= 511 and var umask
        ? umask
        : throw new FormatException($"'{text}' is no octal number up to 0777.");

    /// <exception cref="FormatException">It is none.</exception>
    public static ExecutionDomain ParsePersonality(string text) => text.ToUpperInvariant() switch
    {
        "LINUX" => ExecutionDomain.Linux,
        "LINUX32" => ExecutionDomain.Linux32,
        _ => throw new FormatException($"'{text}' is neither LINUX nor LINUX32."),
    };

    private static long Value(string text) => TryValue(text, out var value) ? value : throw new FormatException(text);

    private static bool TryValue(string text, out long value)
    {
        value = -1;
        return text == "unlimited" || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }
}
