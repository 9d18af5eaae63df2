using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads a point in time as docker does: a date of RFC 3339, whole or only its beginning, seconds since 1970, or how long ago.</summary>
internal static class PointInTime
{
    private static readonly string[] Local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
    private static readonly string[] Zoned = [.. Local.Select(format => format + "K")];

    /// <param name="text">What was given.</param>
    /// <param name="time">Knows what time it is, and the zone of dates that name none.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static DateTimeOffset Parse(string text, TimeProvider time)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds < (decimal)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : throw Unknown(text);
        }

        // Nine digits of a second, as logs have them; a tick is 100 ns.
        var shortened = Shorten(text);
        if (DateTime.TryParseExact(shortened, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local));
        }

        if (DateTimeOffset.TryParseExact(shortened, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned))
        {
            return zoned;
        }

        try
        {
            var ago = Duration.Parse(text);
            var now = time.GetUtcNow();
            return ago < now - DateTimeOffset.MinValue ? now - ago : DateTimeOffset.MinValue;
        }
        catch (FormatException)
        {
            throw Unknown(text);
        }
    }

    private static string Shorten(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? 0 : text.Skip(point + 1).TakeWhile(char.IsAsciiDigit).Count();
        return digits > 7 ? text.Remove(point + 8, digits - 7) : text;
    }

    private static FormatException Unknown(string text) =>
        new($"'{text}' is no point in time: give a date such as 2026-11-23T12:00:00Z, seconds since 1970, or how long ago, such as 10m.");
}
