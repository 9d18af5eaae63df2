namespace Youki.Runtime.Native;

/// <summary>What the kernel knows of a file. It also tells one version of a file from another: every write of this library makes a new file, with another inode.</summary>
internal readonly record struct FileStatus
{
    private const int KindBits = 0xF000;

    public required FileKind Kind { get; init; }

    /// <summary>Permission bits with setuid, setgid and sticky.</summary>
    public required int Permissions { get; init; }

    public required uint Uid { get; init; }

    public required uint Gid { get; init; }

    public required uint Links { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>With <see cref="Inode"/>, what tells one file from another.</summary>
    public required ulong Device { get; init; }

    public required ulong Inode { get; init; }

    /// <summary>Which device a device node stands for, as mknod(2) takes it.</summary>
    public required ulong SpecialDevice { get; init; }

    public required FileTime Modified { get; init; }

    /// <summary>When the content or anything of this was last changed; nobody can set it back.</summary>
    public required FileTime Changed { get; init; }

    /// <summary>Whether it is the root of a mount. Null: the kernel (before 5.8) does not say.</summary>
    public required bool? IsMountRoot { get; init; }

    public static FileStatus From(in StatxBuffer buffer) => new()
    {
        Kind = (FileKind)(buffer.Mode & KindBits),
        Permissions = buffer.Mode & ~KindBits,
        Uid = buffer.Uid,
        Gid = buffer.Gid,
        Links = buffer.Links,
        Size = buffer.Size,
        Device = MakeDevice(buffer.DeviceMajor, buffer.DeviceMinor),
        Inode = buffer.Inode,
        SpecialDevice = MakeDevice(buffer.SpecialMajor, buffer.SpecialMinor),
        Modified = new FileTime(buffer.ModifiedSeconds, buffer.ModifiedNanoseconds),
        Changed = new FileTime(buffer.ChangedSeconds, buffer.ChangedNanoseconds),
        IsMountRoot = (buffer.KnownAttributes & FileMetadata.MountRootAttribute) == 0 ? null : (buffer.Attributes & FileMetadata.MountRootAttribute) != 0,
    };

    /// <summary>A device number as mknod(2) takes it: the packing of a dev_t in glibc and musl (makedev(3)).</summary>
    public static ulong MakeDevice(ulong major, ulong minor) =>
        ((major & 0xFFFFF000) << 32) | ((major & 0xFFF) << 8) | ((minor & 0xFFFFFF00) << 12) | (minor & 0xFF);
}
