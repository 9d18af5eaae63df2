using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Reads and sets what a file has besides its content. Everything acts on descriptors; O_PATH ones will do, those of symbolic links too.</summary>
internal static partial class FileMetadata
{
    /// <summary>STATX_ATTR_MOUNT_ROOT.</summary>
    public const ulong MountRootAttribute = 0x2000;

    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int NoAutomount = 0x800;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int BlockSize = 512;

    /// <summary>The status of a descriptor's file.</summary>
    public static FileStatus Of(SafeFileHandle handle) =>
        TryOf(handle, RawName.Empty, out var error) ?? throw new NativeException("read the status of", Descriptor.RealPath(handle), error);

    /// <summary>The status of a name in a directory, never of what a link there points to. Null and the error number where it fails.</summary>
    public static FileStatus? TryOf(SafeFileHandle directory, ReadOnlySpan<byte> name, out int error)
    {
        var failed = Statx(SystemCallNumber.Statx, directory, name, NoFollow | NoAutomount | EmptyPath, BasicStats, out var buffer) != 0;
        error = failed ? Marshal.GetLastPInvokeError() : 0;
        return failed ? null : FileStatus.From(buffer);
    }

    /// <summary>The status of a path of the host, never of what a link there points to. Null: there is none.</summary>
    public static FileStatus? TryOf(string path)
    {
        if (Statx(SystemCallNumber.Statx, CurrentDirectory, path, NoFollow | NoAutomount, BasicStats, out var buffer) == 0)
        {
            return FileStatus.From(buffer);
        }

        return Marshal.GetLastPInvokeError() is Errno.ENOENT or Errno.ENOTDIR ? null : throw Errno.Last("read the status of", path);
    }

    /// <summary>What a name in a directory takes on disk, holes left out, which a file system may find out only after a while; 0 where it is gone.</summary>
    public static long AllocatedBytesOf(SafeFileHandle directory, ReadOnlySpan<byte> name) =>
        Statx(SystemCallNumber.Statx, directory, name, NoFollow | NoAutomount | EmptyPath, BasicStats, out var buffer) == 0 ? (long)buffer.Blocks * BlockSize : 0;

    /// <summary>Sets the owner. It also clears setuid, setgid and file capabilities: set those later.</summary>
    /// <returns>0, or the error number.</returns>
    public static int TrySetOwner(SafeFileHandle handle, uint uid, uint gid) =>
        ChangeOwner(handle, RawName.Empty, uid, gid, EmptyPath) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>As above, for a name in a directory, a link there not followed; the empty name is the descriptor itself.</summary>
    public static int TrySetOwner(SafeFileHandle directory, ReadOnlySpan<byte> name, uint uid, uint gid) =>
        ChangeOwner(directory, name, uid, gid, NoFollow | EmptyPath) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Sets the permission bits with setuid, setgid and sticky. Symbolic links have none.</summary>
    public static void SetPermissions(SafeFileHandle handle, int permissions)
    {
        if (ChangeMode(CurrentDirectory, Descriptor.ProcPath(handle), (uint)permissions, 0) != 0)
        {
            throw Errno.Last("set the permissions of", handle);
        }
    }

    /// <summary>Sets the time of the last change of the content; the time of the last access becomes the same.</summary>
    public static void SetModified(SafeFileHandle handle, FileTime time)
    {
        ReadOnlySpan<FileTime> times = [time, time];
        if (SetTimes(CurrentDirectory, Descriptor.ProcPath(handle), times, 0) != 0)
        {
            throw Errno.Last("set the time of", handle);
        }
    }

    /// <summary>As above, for a name in a directory, a link there not followed.</summary>
    public static void SetModified(SafeFileHandle directory, ReadOnlySpan<byte> name, FileTime time)
    {
        ReadOnlySpan<FileTime> times = [time, time];
        if (SetTimes(directory, name, times, NoFollow) != 0)
        {
            throw Errno.Last("set the time of", RawName.ToText(name));
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Statx(nint number, SafeFileHandle directory, ReadOnlySpan<byte> name, nint flags, nuint mask, out StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Statx(nint number, nint directory, string path, nint flags, nuint mask, out StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle directory, ReadOnlySpan<byte> name, uint uid, uint gid, int flags);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeMode(int directory, string path, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetTimes(int directory, string path, ReadOnlySpan<FileTime> times, int flags);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    private static partial int SetTimes(SafeFileHandle directory, ReadOnlySpan<byte> name, ReadOnlySpan<FileTime> times, int flags);
}
