using System.Text;

namespace Youki.Runtime.Rootfs;

/// <summary>A group of an image. Source: group(5).</summary>
/// <param name="Name">The name.</param>
/// <param name="Gid">Its number; null where the field is no valid one.</param>
/// <param name="Members">Names of the users in it.</param>
internal sealed record GroupEntry(string Name, uint? Gid, IReadOnlyList<string> Members)
{
    private const int FieldCount = 4;

    /// <summary>Reads a line: name, password, gid, members. Null where it is none.</summary>
    public static GroupEntry? Parse(byte[] line)
    {
        var fields = Encoding.UTF8.GetString(line).Split(':');
        return fields.Length < FieldCount - 1 || fields[0].Length == 0
            ? null
            : new GroupEntry(fields[0], UserReference.ParseNumber(fields[2]), fields.Length < FieldCount ? [] : fields[3].Split(','));
    }
}
