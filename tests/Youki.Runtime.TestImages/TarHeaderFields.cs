using System.Text;

namespace Youki.Runtime.TestImages;

/// <summary>What stands in the header of an entry. Source: POSIX pax(1), "ustar Interchange Format".</summary>
public sealed record TarHeaderFields
{
    public static readonly byte[] UstarMagic = [.. "ustar\0"u8, .. "00"u8];
    public static readonly byte[] GnuMagic = [.. "ustar  \0"u8];
    public static readonly byte[] NoMagic = [];

    public byte[] Name { get; init; } = [];

    public long Mode { get; init; } = 0x1A4; // 0644

    public long Uid { get; init; }

    public long Gid { get; init; }

    /// <summary>Null: that of the content.</summary>
    public long? Size { get; init; }

    public long Modified { get; init; }

    public char Type { get; init; } = '0';

    public byte[] Target { get; init; } = [];

    public byte[] Magic { get; init; } = UstarMagic;

    public long Major { get; init; }

    public long Minor { get; init; }

    public byte[] Prefix { get; init; } = [];

    /// <summary>Changes the block before its checksum is made.</summary>
    public Action<byte[]>? Patch { get; init; }

    /// <summary>Whether the checksum takes bytes as signed, as some old programs did.</summary>
    public bool SignedChecksum { get; init; }

    public byte[] ToBlock()
    {
        var block = new byte[512];
        Name.CopyTo(block, 0);
        Octal(block, 100, 8, Mode);
        Octal(block, 108, 8, Uid);
        Octal(block, 116, 8, Gid);
        Octal(block, 124, 12, Size ?? 0);
        Octal(block, 136, 12, Modified);
        block[156] = (byte)Type;
        Target.CopyTo(block, 157);
        Magic.CopyTo(block, 257);
        Octal(block, 329, 8, Major);
        Octal(block, 337, 8, Minor);
        Prefix.CopyTo(block, 345);
        Patch?.Invoke(block);
        block.AsSpan(148, 8).Fill((byte)' ');
        Octal(block, 148, 7, SignedChecksum ? block.Sum(value => (sbyte)value) : block.Sum(value => value));
        return block;
    }

    /// <summary>Writes a number as octal text, ended by NUL.</summary>
    public static void Octal(byte[] block, int offset, int length, long value) =>
        Encoding.ASCII.GetBytes(Convert.ToString(value, 8).PadLeft(length - 1, '0') + "\0").CopyTo(block, offset);
}
