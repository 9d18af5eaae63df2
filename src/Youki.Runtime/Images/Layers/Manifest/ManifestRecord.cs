using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Manifest;

/// <summary>
/// One record of a layer manifest. Records come in the order of a walk through the layer, the names of each directory sorted by their bytes, so that the
/// walk of a check meets them one by one.
/// </summary>
internal sealed record ManifestRecord
{
    public required ManifestRecordKind Kind { get; init; }

    /// <summary>The name in its directory, ended by NUL; that of a directory is with its beginning. Empty for the root and for ends.</summary>
    public byte[] Name { get; init; } = [];

    /// <summary>Permission bits with setuid, setgid and sticky.</summary>
    public int Permissions { get; init; }

    public uint Uid { get; init; }

    public uint Gid { get; init; }

    public FileTime Modified { get; init; }

    /// <summary>Of a regular file, in bytes.</summary>
    public long Size { get; init; }

    /// <summary>XxHash128 of what a regular file holds.</summary>
    public UInt128 Content { get; init; }

    /// <summary>Names of the same file in this layer have the same number. 0: it has only one.</summary>
    public int LinkGroup { get; init; }

    /// <summary>What a symbolic link says.</summary>
    public byte[] Target { get; init; } = [];

    /// <summary>Which device a device node stands for, as mknod(2) takes it.</summary>
    public ulong Device { get; init; }

    /// <summary>XxHash128 of the extended attributes. Null: there are none.</summary>
    public UInt128? Attributes { get; init; }

    /// <summary>Whether no entry of the layer speaks of this directory: it is there because of what is in it.</summary>
    public bool IsImplied { get; init; }
}
