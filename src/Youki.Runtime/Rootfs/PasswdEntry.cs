using System.Text;

namespace Youki.Runtime.Rootfs;

/// <summary>An account of an image. Source: passwd(5).</summary>
/// <param name="Name">The name.</param>
/// <param name="Uid">Its number; null where the field is no valid one.</param>
/// <param name="Gid">Its group's number; null where the field is no valid one.</param>
/// <param name="Home">Its home directory.</param>
internal sealed record PasswdEntry(string Name, uint? Uid, uint? Gid, string Home)
{
    private const int FieldCount = 7;
    private const int HomeField = 5;

    /// <summary>Reads a line: name, password, uid, gid, comment, home, shell. Null where it is none.</summary>
    public static PasswdEntry? Parse(byte[] line)
    {
        var fields = Encoding.UTF8.GetString(line).Split(':');
        return fields.Length < FieldCount - 1 || fields[0].Length == 0
            ? null
            : new PasswdEntry(fields[0], UserReference.ParseNumber(fields[2]), UserReference.ParseNumber(fields[3]), fields[HomeField]);
    }
}
