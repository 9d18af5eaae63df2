namespace Youki.Runtime.Images.Tar;

/// <summary>The 512 bytes before an entry. Source: POSIX pax(1) "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"; tar(5) for v7 and star.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Size = 512;

    private const int ChecksumOffset = 148;
    private const int ChecksumLength = 8;

    private readonly ReadOnlySpan<byte> _block = block;

    public byte Type => _block[156];

    public ReadOnlySpan<byte> Name => Text(0, 100);

    public ReadOnlySpan<byte> LinkName => Text(157, 100);

    /// <summary>What comes before the name, and a slash between them; only ustar and star have it.</summary>
    public ReadOnlySpan<byte> Prefix => !IsUstar ? default : IsStar ? Text(345, 131) : Text(345, 155);

    public bool IsGnu => _block[257..265].SequenceEqual("ustar  \0"u8);

    /// <summary>The four entries of an old GNU sparse file's map that the header itself holds.</summary>
    public ReadOnlySpan<byte> SparseMap => _block[386..482];

    public bool IsSparseMapExtended => _block[482] != 0;

    private bool IsUstar => _block[257..263].SequenceEqual("ustar\0"u8);

    private bool IsStar => _block[508..].SequenceEqual("tar\0"u8);

    public bool IsZero => !_block.ContainsAnyExcept((byte)0);

    public long Mode => Number(100, 8, "mode");

    public long Uid => Number(108, 8, "uid");

    public long Gid => Number(116, 8, "gid");

    public long ContentSize => Number(124, 12, "size");

    public long Modified => Number(136, 12, "mtime");

    public long DeviceMajor => Number(329, 8, "device number");

    public long DeviceMinor => Number(337, 8, "device number");

    public long RealSize => Number(483, 12, "real size");

    /// <summary>Whether the sum is right: of the bytes, or of the bytes taken as signed as some old programs did.</summary>
    public bool HasValidChecksum()
    {
        if (!TarNumber.TryParse(_block.Slice(ChecksumOffset, ChecksumLength), out var expected))
        {
            return false;
        }

        long unsigned = ChecksumLength * ' ', signed = unsigned;
        for (var index = 0; index < Size; index++)
        {
            if (index is < ChecksumOffset or >= ChecksumOffset + ChecksumLength)
            {
                unsigned += _block[index];
                signed += (sbyte)_block[index];
            }
        }

        return expected == unsigned || expected == signed;
    }

    private ReadOnlySpan<byte> Text(int offset, int length)
    {
        var field = _block.Slice(offset, length);
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    private long Number(int offset, int length, string field) => TarNumber.TryParse(_block.Slice(offset, length), out var value)
        ? value
        : throw new TarException($"has a header whose {field} is not a number");
}
