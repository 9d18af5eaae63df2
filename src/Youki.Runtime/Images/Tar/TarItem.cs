using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>An entry for a tar. Names and values are bytes, as the kernel has them, without a NUL behind them.</summary>
internal sealed record TarItem
{
    public required TarKind Kind { get; init; }

    /// <summary>The path, relative; of a directory with a slash behind it.</summary>
    public required byte[] Name { get; init; }

    /// <summary>What a hard or symbolic link leads to. Null: it is no link.</summary>
    public byte[]? LinkName { get; init; }

    /// <summary>Permission bits with setuid, setgid and sticky.</summary>
    public int Permissions { get; init; } = 0x1A4; // 0644

    public uint Uid { get; init; }

    public uint Gid { get; init; }

    /// <summary>Bytes of content that follow.</summary>
    public long Size { get; init; }

    /// <summary>Bytes of the file, where what follows is the map of a sparse file and its parts. Null: what follows is the file.</summary>
    public long? SparseSize { get; init; }

    public FileTime Modified { get; init; }

    /// <summary>Of a device node, as mknod(2) takes it.</summary>
    public ulong Device { get; init; }

    /// <summary>Extended attributes. Null: none.</summary>
    public IReadOnlyList<(byte[] Name, byte[] Value)>? Attributes { get; init; }
}
