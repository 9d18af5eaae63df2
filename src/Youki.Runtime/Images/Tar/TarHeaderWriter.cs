using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>
/// The header of an entry, 512 bytes, and the extended records for what does not fit into it.
/// Source: POSIX.1-2017, pax; GNU tar, "Sparse Formats" (PAX 1.0); the attributes' keyword is star's, which every engine reads.
/// </summary>
internal static class TarHeaderWriter
{
    private const int NameLength = 100;
    private const int PrefixLength = 155;
    private const int MaxOctal7 = 0x1FFFFF;
    private const long MaxOctal11 = 0x1FFFFFFFF;

    // Offsets of the fields.
    private const int Mode = 100;
    private const int Uid = 108;
    private const int Gid = 116;
    private const int Size = 124;
    private const int Modified = 136;
    private const int Checksum = 148;
    private const int Kind = 156;
    private const int LinkName = 157;
    private const int Magic = 257;
    private const int DeviceMajor = 329;
    private const int DeviceMinor = 337;
    private const int Prefix = 345;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the header of an entry.</summary>
    /// <returns>What of the entry did not fit.</returns>
    public static PaxRecordWriter Write(TarItem item, Span<byte> block)
    {
        block.Clear();
        var records = new PaxRecordWriter();
        WriteName(item, block, records);
        WriteText(item.LinkName ?? [], block.Slice(LinkName, NameLength), "linkpath"u8, records);
        WriteOctal(item.Permissions, block.Slice(Mode, 8));
        WriteNumber(item.Uid, MaxOctal7, block.Slice(Uid, 8), "uid"u8, records);
        WriteNumber(item.Gid, MaxOctal7, block.Slice(Gid, 8), "gid"u8, records);
        WriteNumber(item.Size, MaxOctal11, block.Slice(Size, 12), "size"u8, records);
        WriteTime(item.Modified, block.Slice(Modified, 12), records);
        block[Kind] = (byte)item.Kind;
        "ustar\000"u8.CopyTo(block[Magic..]);
        if (item.Kind is TarKind.CharacterDevice or TarKind.BlockDevice)
        {
            WriteOctal(DeviceNumber.Major(item.Device), block.Slice(DeviceMajor, 8));
            WriteOctal(DeviceNumber.Minor(item.Device), block.Slice(DeviceMinor, 8));
        }

        foreach (var (name, value) in item.Attributes ?? [])
        {
            records.Add([.. "SCHILY.xattr."u8, .. EscapeKeyword(name)], value);
        }

        WriteChecksum(block);
        return records;
    }

    private static void WriteName(TarItem item, Span<byte> block, PaxRecordWriter records)
    {
        if (item.SparseSize is { } size)
        {
            // Readers that know nothing of sparse files would else unpack the map under the file's name.
            records.Add("GNU.sparse.major"u8, 1);
            records.Add("GNU.sparse.minor"u8, 0);
            records.Add("GNU.sparse.name"u8, item.Name);
            records.Add("GNU.sparse.realsize"u8, size);
            WriteText([.. "GNUSparseFile.0/"u8, .. LastPart(item.Name)], block[..NameLength], [], records);
            return;
        }

        if (item.Name.Length > NameLength && SplitAt(item.Name) is { } slash)
        {
            item.Name.AsSpan(slash + 1).CopyTo(block);
            item.Name.AsSpan(0, slash).CopyTo(block[Prefix..]);
            return;
        }

        WriteText(item.Name, block[..NameLength], "path"u8, records);
    }

    /// <summary>Where a long name can be split into a prefix and a name that fit; null where it cannot.</summary>
    private static int? SplitAt(ReadOnlySpan<byte> name)
    {
        // The slash behind a directory's name is part of the name.
        var limit = Math.Min(PrefixLength + 1, name.Length - 1);
        var slash = limit > 0 ? name[..limit].LastIndexOf((byte)'/') : -1;
        return slash > 0 && name.Length - slash - 1 <= NameLength ? slash : null;
    }

    private static void WriteText(ReadOnlySpan<byte> text, Span<byte> field, ReadOnlySpan<byte> keyword, PaxRecordWriter records)
    {
        text[..Math.Min(text.Length, field.Length)].CopyTo(field);
        if (text.Length <= field.Length || keyword.IsEmpty)
        {
            return;
        }

        if (!IsUtf8(text))
        {
            records.Add("hdrcharset"u8, "BINARY");
        }

        records.Add(keyword, text);
    }

    private static void WriteNumber(long value, long limit, Span<byte> field, ReadOnlySpan<byte> keyword, PaxRecordWriter records)
    {
        WriteOctal(value <= limit ? value : 0, field);
        if (value > limit)
        {
            records.Add(keyword, value);
        }
    }

    private static void WriteTime(FileTime time, Span<byte> field, PaxRecordWriter records)
    {
        var fits = time.Seconds is >= 0 and <= MaxOctal11;
        WriteOctal(fits ? time.Seconds : 0, field);
        if (!fits || time.Nanoseconds != 0)
        {
            records.Add("mtime"u8, PaxTime.Format(time));
        }
    }

    private static void WriteOctal(long value, Span<byte> field)
    {
        for (var digit = field.Length - 2; digit >= 0; digit--)
        {
            field[digit] = (byte)('0' + (value & 7));
            value >>= 3;
        }
    }

    private static void WriteChecksum(Span<byte> block)
    {
        var field = block.Slice(Checksum, 8);
        field.Fill((byte)' ');
        long sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }

        WriteOctal(sum, field[..7]);
        field[6] = 0;
    }

    // A keyword ends at '='; GNU tar writes it so in names of attributes.
    private static byte[] EscapeKeyword(byte[] name)
    {
        var length = name.AsSpan().TrimEnd((byte)0).Length;
        return name.AsSpan(0, length).Contains((byte)'=') ? [.. name.Take(length).SelectMany(letter => letter == '=' ? "%3D"u8.ToArray() : [letter])] : name[..length];
    }

    public static ReadOnlySpan<byte> LastPart(ReadOnlySpan<byte> name)
    {
        var trimmed = name.TrimEnd((byte)'/');
        return trimmed[(trimmed.LastIndexOf((byte)'/') + 1)..];
    }

    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
        try
        {
            StrictUtf8.GetCharCount(text);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
