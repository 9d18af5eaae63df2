namespace Youki.Runtime.Logs;

/// <summary>Reads a time of RFC 3339 with up to nine digits of a second, such as <c>2026-11-23T18:55:12.609726450+01:00</c>, without garbage.</summary>
internal static class LogTime
{
    private const int WholeLength = 19;
    private const int TickDigits = 7;

    /// <summary>The time in ticks of UTC; what is finer than a tick, 100 ns, is cut off.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length <= WholeLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[..4], out var year) || !TryNumber(text.Slice(5, 2), out var month) || !TryNumber(text.Slice(8, 2), out var day)
            || !TryNumber(text.Slice(11, 2), out var hour) || !TryNumber(text.Slice(14, 2), out var minute) || !TryNumber(text.Slice(17, 2), out var second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        var rest = text[WholeLength..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, hour, minute, 0).Ticks + (second * TimeSpan.TicksPerSecond) + fraction - offset;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.')
        {
            return true;
        }

        var digits = 0;
        for (rest = rest[1..]; !rest.IsEmpty && rest[0] is >= (byte)'0' and <= (byte)'9'; rest = rest[1..], digits++)
        {
            ticks = digits < TickDigits ? (ticks * 10) + rest[0] - '0' : ticks;
        }

        for (var missing = digits; missing < TickDigits; missing++)
        {
            ticks *= 10;
        }

        return digits is > 0 and <= 9;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest is [(byte)'Z'])
        {
            return true;
        }

        if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':' || !TryNumber(rest.Slice(1, 2), out var hours) || !TryNumber(rest[4..], out var minutes)
            || hours > 23 || minutes > 59)
        {
            return false;
        }

        ticks = ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute)) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
