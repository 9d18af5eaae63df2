using System.Text;

namespace Youki.Runtime.TestImages;

/// <summary>Writes tar entries as image builders do: ustar, with PAX records for what does not fit. Source: POSIX.1-2017, pax, "pax Interchange Format".</summary>
internal static class PaxWriter
{
    private const int BlockSize = 512;
    private const int MaxName = 100;
    private const long MaxId = 0x1F_FFFF;
    private const long MaxSize = 0x1_FFFF_FFFF;
    private const char PaxFlag = 'x';
    private const string XattrPrefix = "SCHILY.xattr.";

    public static void Write(Stream tar, LayerEntry entry)
    {
        var size = entry.Kind == EntryKind.File ? entry.Content.Length : 0;
        var records = Records(entry);
        if (records.Length > 0)
        {
            WriteHeader(tar, new() { Kind = EntryKind.File, Path = "PaxHeaders/entry" }, PaxFlag, records.Length);
            WriteContent(tar, records);
        }

        WriteHeader(tar, entry, (char)entry.Kind, size);
        WriteContent(tar, entry.Content.AsSpan(0, size));
    }

    public static void WriteEnd(Stream tar) => tar.Write(new byte[2 * BlockSize]);

    private static byte[] Records(LayerEntry entry)
    {
        using var records = new MemoryStream();
        AddWhere(Encoding.UTF8.GetByteCount(entry.Path) > MaxName, "path", entry.Path);
        AddWhere(Encoding.UTF8.GetByteCount(entry.LinkTarget) > MaxName, "linkpath", entry.LinkTarget);
        AddWhere(entry.ModifiedAt.Nanoseconds != 0 || entry.ModifiedAt.Seconds < 0, "mtime", entry.ModifiedAt.ToString());
        AddWhere(entry.Uid > MaxId, "uid", $"{entry.Uid}");
        AddWhere(entry.Gid > MaxId, "gid", $"{entry.Gid}");
        foreach (var (name, value) in entry.Xattrs)
        {
            Add(records, XattrPrefix + name, value);
        }

        return records.ToArray();

        void AddWhere(bool needed, string key, string value)
        {
            if (needed)
            {
                Add(records, key, Encoding.UTF8.GetBytes(value));
            }
        }
    }

    /// <summary>A record is its own length in decimal digits, a space, the key, an equals sign, the value, and a line feed.</summary>
    private static void Add(MemoryStream records, string key, byte[] value)
    {
        var rest = Encoding.UTF8.GetByteCount(key) + value.Length + 3;
        var length = rest + $"{rest}".Length;
        length = rest + $"{length}".Length;
        records.Write(Encoding.UTF8.GetBytes($"{length} {key}="));
        records.Write(value);
        records.WriteByte((byte)'\n');
    }

    private static void WriteHeader(Stream tar, LayerEntry entry, char flag, long size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        Span<byte> header = stackalloc byte[BlockSize];
        header.Clear();
        PutText(header[..MaxName], entry.Path);
        PutOctal(header.Slice(100, 8), Convert.ToInt64(entry.Mode, 8));
        PutOctal(header.Slice(108, 8), entry.Uid > MaxId ? 0 : entry.Uid);
        PutOctal(header.Slice(116, 8), entry.Gid > MaxId ? 0 : entry.Gid);
        PutOctal(header.Slice(124, 12), size);
        PutOctal(header.Slice(136, 12), Math.Max(0, entry.ModifiedAt.Seconds));
        header.Slice(148, 8).Fill((byte)' ');
        header[156] = (byte)flag;
        PutText(header.Slice(157, MaxName), entry.LinkTarget);
        "ustar\000"u8.CopyTo(header[257..]);
        if (entry.Kind is EntryKind.CharacterDevice or EntryKind.BlockDevice)
        {
            PutOctal(header.Slice(329, 8), entry.Major);
            PutOctal(header.Slice(337, 8), entry.Minor);
        }

        var sum = 0;
        foreach (var value in header)
        {
            sum += value;
        }

        PutOctal(header.Slice(148, 7), sum);
        tar.Write(header);
    }

    private static void WriteContent(Stream tar, ReadOnlySpan<byte> content)
    {
        tar.Write(content);
        tar.Write(new byte[(BlockSize - (content.Length % BlockSize)) % BlockSize]);
    }

    private static void PutText(Span<byte> field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, field.Length)).CopyTo(field);
    }

    /// <summary>Octal digits that fill the field but for the zero byte at its end.</summary>
    private static void PutOctal(Span<byte> field, long value) =>
        Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(field.Length - 1, '0'), field);
}
