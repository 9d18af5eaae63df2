using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>Numbers of headers: octal text, or base 256 where the first bit is set; decimal text in PAX records. Sources: tar(5), pax(1).</summary>
internal static class TarNumber
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>A field of a header.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if (field.IsEmpty)
        {
            return true;
        }

        return (field[0] & 0x80) != 0 ? TryParseBase256(field, out value) : TryParseOctal(field, out value);
    }

    /// <summary>Digits only, with a sign where it is negative.</summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var negative = text.StartsWith("-"u8);
        text = negative ? text[1..] : text;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9' || value > (long.MaxValue - 9) / 10)
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        value = negative ? -value : value;
        return !text.IsEmpty;
    }

    /// <summary>Seconds with or without a fraction, cut to nanoseconds towards the past.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, out FileTime time)
    {
        var point = text.IndexOf((byte)'.');
        var fraction = point < 0 ? default : text[(point + 1)..];
        var valid = TryParseDecimal(point < 0 ? text : text[..point], out var seconds) & TryParseFraction(fraction, out var nanoseconds, out var more);
        if (text.StartsWith("-"u8) && (nanoseconds > 0 || more))
        {
            seconds--;
            nanoseconds = NanosecondsPerSecond - nanoseconds - (more ? 1 : 0);
        }

        time = new FileTime(seconds, nanoseconds);
        return valid;
    }

    private static bool TryParseFraction(ReadOnlySpan<byte> digits, out long nanoseconds, out bool more)
    {
        nanoseconds = 0;
        more = false;
        var unit = NanosecondsPerSecond / 10;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            nanoseconds += (digit - '0') * unit;
            more |= unit == 0 && digit != '0';
            unit /= 10;
        }

        return true;
    }

    private static bool TryParseOctal(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        field = field.Trim(" \0"u8);
        var end = field.IndexOfAny((byte)0, (byte)' ');
        foreach (var digit in end < 0 ? field : field[..end])
        {
            if (digit is < (byte)'0' or > (byte)'7' || value >> 60 != 0)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    private static bool TryParseBase256(ReadOnlySpan<byte> field, out long value)
    {
        var negative = (field[0] & 0x40) != 0;
        value = negative ? -1 : 0;
        for (var index = 0; index < field.Length; index++)
        {
            var digit = index == 0 ? (byte)(negative ? field[0] | 0x80 : field[0] & 0x7F) : field[index];
            if (value >> 55 != (negative ? -1 : 0))
            {
                return false;
            }

            value = (value << 8) | digit;
        }

        return true;
    }
}
