using System.Buffers.Text;

namespace Youki.Runtime.Cgroups;

/// <summary>Reads what the kernel writes into files of cgroups. What it does not understand is null, never a wrong number.</summary>
internal static class CgroupText
{
    /// <summary>Whether a freeze was asked for, complete or not: freezer.state of version 1 (THAWED, FREEZING or FROZEN), cgroup.freeze of version 2 (0 or 1).</summary>
    public static bool IsFreezing(ReadOnlySpan<byte> text) => text is [(byte)'F' or (byte)'1', ..];

    /// <summary>Whether no process runs any more: freezer.state of version 1, cgroup.events of version 2.</summary>
    public static bool HasFrozen(ReadOnlySpan<byte> text) => text.StartsWith("FROZEN"u8) || ValueOf(text, "frozen"u8) == 1;

    /// <summary>A file that holds one number. Null: it holds none, such as <c>max</c>.</summary>
    public static ulong? Number(ReadOnlySpan<byte> text)
    {
        var trimmed = text.TrimEnd((byte)'\n');
        return Utf8Parser.TryParse(trimmed, out ulong value, out var length) && length == trimmed.Length ? value : null;
    }

    /// <summary>The number after a name, of a file with one name and one number a line. Null: it is not there.</summary>
    public static ulong? ValueOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.Length > name.Length + 1 && line[name.Length] == (byte)' ' && line.StartsWith(name))
            {
                return Number(line[(name.Length + 1)..]);
            }
        }

        return null;
    }

    /// <summary>The number of a member, of words such as <c>rbytes=1</c>. Null: it is not there.</summary>
    public static ulong? MemberOf(ReadOnlySpan<byte> words, ReadOnlySpan<byte> name)
    {
        foreach (var range in words.Split((byte)' '))
        {
            var word = words[range];
            if (word.Length > name.Length + 1 && word[name.Length] == (byte)'=' && word.StartsWith(name))
            {
                return Number(word[(name.Length + 1)..]);
            }
        }

        return null;
    }

    /// <summary>The two lines of pressure stall information. Null: there are none.</summary>
    public static Pressure? PressureOf(ReadOnlySpan<byte> text)
    {
        PressureLine? some = null;
        PressureLine? full = null;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            if (line.StartsWith("some "u8))
            {
                some = PressureLineOf(line[5..]);
            }
            else if (line.StartsWith("full "u8))
            {
                full = PressureLineOf(line[5..]);
            }
        }

        return some is null && full is null ? null : new Pressure(some, full);
    }

    /// <summary>The numbers of a device, such as <c>254:0</c>, and what follows them. False: the line is of none.</summary>
    public static bool TryDevice(ReadOnlySpan<byte> line, out uint major, out uint minor, out ReadOnlySpan<byte> rest)
    {
        minor = 0;
        rest = default;
        if (!Utf8Parser.TryParse(line, out major, out var length) || length >= line.Length || line[length] != (byte)':'
            || !Utf8Parser.TryParse(line[(length + 1)..], out minor, out var second))
        {
            return false;
        }

        rest = line[(length + 1 + second)..];
        return rest.Length > 1 && rest[0] == (byte)' ' && !(rest = rest[1..]).IsEmpty;
    }

    /// <summary>A number of nanoseconds; null where it is more than .NET can say, which is 292 years.</summary>
    public static TimeSpan? Nanoseconds(ulong? value) => value is { } number && number / 100 <= long.MaxValue ? TimeSpan.FromTicks((long)(number / 100)) : null;

    /// <summary>A number of microseconds.</summary>
    public static TimeSpan? Microseconds(ulong? value) => value is { } number && number <= long.MaxValue / 10 ? TimeSpan.FromTicks((long)number * 10) : null;

    private static PressureLine? PressureLineOf(ReadOnlySpan<byte> words) =>
        Average(words, "avg10"u8) is { } avg10 && Average(words, "avg60"u8) is { } avg60 && Average(words, "avg300"u8) is { } avg300
            && Microseconds(MemberOf(words, "total"u8)) is { } total
            ? new PressureLine(avg10, avg60, avg300, total)
            : null;

    private static double? Average(ReadOnlySpan<byte> words, ReadOnlySpan<byte> name)
    {
        foreach (var range in words.Split((byte)' '))
        {
            var word = words[range];
            if (word.Length > name.Length + 1 && word[name.Length] == (byte)'=' && word.StartsWith(name))
            {
                return Utf8Parser.TryParse(word[(name.Length + 1)..], out double value, out var length) && length == word.Length - name.Length - 1 ? value : null;
            }
        }

        return null;
    }
}
