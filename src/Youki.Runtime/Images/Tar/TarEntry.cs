using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>An entry of an archive. The parser has one, and fills it anew with each step.</summary>
internal sealed class TarEntry
{
    public TarKind Kind { get; set; }

    /// <summary>The path as the archive has it: it may be absolute, climb, or be no UTF-8. It holds no NUL.</summary>
    public ByteText Path { get; } = new();

    /// <summary>What a link points to, as the archive has it.</summary>
    public ByteText LinkPath { get; } = new();

    /// <summary>Permission bits with setuid, setgid and sticky.</summary>
    public int Permissions { get; set; }

    public uint Uid { get; set; }

    public uint Gid { get; set; }

    public FileTime Modified { get; set; }

    /// <summary>How large the file is once unpacked, in bytes; 0 for what is no regular file.</summary>
    public long Size { get; set; }

    public uint DeviceMajor { get; set; }

    public uint DeviceMinor { get; set; }

    public List<TarAttribute> Attributes { get; } = [];

    public bool IsSparse { get; set; }

    /// <summary>Where the data of a sparse file goes, in ascending order; the content is their data, one after the other.</summary>
    public List<SparseSegment> Segments { get; } = [];

    public void Clear()
    {
        Path.Clear();
        LinkPath.Clear();
        Size = 0;
        DeviceMajor = DeviceMinor = 0;
        Attributes.Clear();
        IsSparse = false;
        Segments.Clear();
    }
}
