using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// Quotas of projects: all files of a directory belong to one, and together take no more than its limit. Source: quotactl_fd(2), linux/quota.h, linux/dqblk_xfs.h,
/// ioctl_xfs_fssetxattr(2). The call by descriptor is there since Linux 5.14.
/// </summary>
internal static partial class ProjectQuota
{
    private const int SystemCall = 443;
    private const uint Project = 2;
    private const uint GetState = (0x5805u << 8) | Project;
    private const uint GetQuota = (0x800007u << 8) | Project;
    private const uint SetQuota = (0x800008u << 8) | Project;
    private const ushort ProjectEnforced = 1 << 5;
    private const uint BlockLimits = 1;
    private const nuint GetAttributes = 0x801C581F;
    private const nuint SetAttributes = 0x401C5820;
    private const uint InheritProject = 0x200;
    private const ulong BytesPerBlock = 1024;

    /// <summary>Whether the file system of a directory that can be read keeps to the limits of projects.</summary>
    public static bool IsEnforced(SafeFileHandle directory)
    {
        Span<byte> state = stackalloc byte[256];
        state.Clear();
        return Control(SystemCall, directory, GetState, 0, state) == 0 && (MemoryMarshal.Read<ushort>(state[2..]) & ProjectEnforced) != 0;
    }

    /// <summary>The project of a directory that hands it down to what is made in it; 0: none.</summary>
    public static uint Of(SafeFileHandle directory)
    {
        var attributes = default(Attributes);
        return Control(directory, GetAttributes, ref attributes) == 0 && (attributes.Flags & InheritProject) != 0 ? attributes.Project : 0;
    }

    /// <summary>Puts an empty directory into a project, and with it all that will be made in it.</summary>
    public static void Assign(SafeFileHandle directory, uint project)
    {
        var attributes = default(Attributes);
        if (Control(directory, GetAttributes, ref attributes) != 0)
        {
            throw Errno.Last("read the attributes of", directory);
        }

        attributes.Project = project;
        attributes.Flags |= InheritProject;
        if (Control(directory, SetAttributes, ref attributes) != 0)
        {
            throw Errno.Last("set the project of", directory);
        }
    }

    /// <summary>Whether a project of a file system has neither files nor a limit.</summary>
    public static bool IsUnused(SafeFileHandle directory, uint project)
    {
        var quota = default(Quota);
        var span = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref quota, 1));
        return Control(SystemCall, directory, GetQuota, project, span) != 0 || quota is { HardBlocks: 0, SoftBlocks: 0, UsedBytes: 0 };
    }

    /// <summary>Whether a project of a file system has no files, whatever its limit is.</summary>
    public static bool HasNoFiles(SafeFileHandle directory, uint project)
    {
        var quota = default(Quota);
        var span = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref quota, 1));
        return Control(SystemCall, directory, GetQuota, project, span) != 0 || quota is { UsedBytes: 0, UsedFiles: 0 };
    }

    /// <summary>Limits what a project's files take together, in bytes; 0: no limit.</summary>
    public static void Limit(SafeFileHandle directory, uint project, long bytes)
    {
        var quota = new Quota { HardBlocks = (ulong)bytes / BytesPerBlock, Valid = BlockLimits };
        var span = MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref quota, 1));
        if (Control(SystemCall, directory, SetQuota, project, span) != 0)
        {
            throw Errno.Last("set the quota of the project of", directory);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Control(nint number, SafeFileHandle directory, uint command, uint project, Span<byte> data);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle directory, nuint request, ref Attributes attributes);

    [StructLayout(LayoutKind.Sequential, Size = 28)]
    private struct Attributes
    {
        public uint Flags;
        public uint ExtentSize;
        public uint Extents;
        public uint Project;
    }

    [StructLayout(LayoutKind.Sequential, Size = 72)]
    private struct Quota
    {
        public ulong HardBlocks;
        public ulong SoftBlocks;
        public ulong UsedBytes;
        public ulong HardFiles;
        public ulong SoftFiles;
        public ulong UsedFiles;
        public ulong BlockTime;
        public ulong FileTime;
        public uint Valid;
    }
}
