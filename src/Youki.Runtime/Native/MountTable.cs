using System.Text;

namespace Youki.Runtime.Native;

/// <summary>What is mounted, as this thread sees it: another process, or a thread that unshared it, may be in another mount namespace.</summary>
internal static class MountTable
{
    private const string Path = "/proc/thread-self/mountinfo";
    private const int FirstOptionalField = 6;

    public static IReadOnlyList<MountEntry> Read() => Parse(File.ReadAllBytes(Path));

    /// <summary>What one sees at exactly this path: of several mounts on top of each other the last. Null: nothing is mounted there.</summary>
    public static MountEntry? At(string path) => Read().LastOrDefault(entry => entry.MountPoint == path);

    /// <summary>Reads the lines of a mount table. A line that is none is left out.</summary>
    public static IReadOnlyList<MountEntry> Parse(ReadOnlySpan<byte> table)
    {
        var entries = new List<MountEntry>();
        foreach (var range in table.Split((byte)'\n'))
        {
            if (ParseLine(table[range]) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    // 36 35 98:0 /root /mount/point rw,noatime shared:1 master:2 - type source options
    private static MountEntry? ParseLine(ReadOnlySpan<byte> line)
    {
        var fields = new List<string>();
        foreach (var range in line.Split((byte)' '))
        {
            fields.Add(Unescape(line[range]));
        }

        var separator = fields.IndexOf("-", Math.Min(FirstOptionalField, fields.Count));
        if (separator < 0 || separator + 2 >= fields.Count || !int.TryParse(fields[0], out var id))
        {
            return null;
        }

        return new MountEntry
        {
            Id = id,
            MountPoint = fields[4],
            Propagation = fields[FirstOptionalField..separator],
            FileSystemType = fields[separator + 1],
            Source = fields[separator + 2],
        };
    }

    // Space, tab, newline and backslash (and '#' in sources) are written as a backslash and three octal digits.
    private static string Unescape(ReadOnlySpan<byte> field)
    {
        if (!field.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(field);
        }

        var text = new byte[field.Length];
        var length = 0;
        for (var index = 0; index < field.Length; index++)
        {
            if (field[index] == '\\' && index + 3 < field.Length && TryReadOctal(field.Slice(index + 1, 3), out var value))
            {
                text[length++] = value;
                index += 3;
            }
            else
            {
                text[length++] = field[index];
            }
        }

        return Encoding.UTF8.GetString(text, 0, length);
    }

    private static bool TryReadOctal(ReadOnlySpan<byte> digits, out byte value)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                value = 0;
                return false;
            }

            number = (number * 8) + (digit - '0');
        }

        value = (byte)number;
        return number <= byte.MaxValue;
    }
}
