using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// Writes open files and sets what they have besides their content, with one system call each and nothing allocated: for tens of thousands of files in a
/// row. Descriptors of O_PATH will not do; <see cref="FileMetadata"/> takes those.
/// </summary>
internal static partial class OpenedFile
{
    /// <summary>Writes all of it, at the descriptor's position.</summary>
    public static void Write(SafeFileHandle handle, ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var written = WriteSome(handle, content, (nuint)content.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw Errno.Last("write", handle);
            }

            content = content[(int)Math.Max(written, 0)..];
        }
    }

    /// <summary>Writes all of it, at an offset; the position stays.</summary>
    public static void WriteAt(SafeFileHandle handle, ReadOnlySpan<byte> content, long offset)
    {
        while (!content.IsEmpty)
        {
            var written = WriteSomeAt(handle, content, (nuint)content.Length, offset);
            if (written < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw Errno.Last("write", handle);
            }

            content = content[(int)Math.Max(written, 0)..];
            offset += Math.Max(written, 0);
        }
    }

    /// <summary>Makes the file as long as said; what is new reads as zeros and takes no place.</summary>
    public static void SetSize(SafeFileHandle handle, long size)
    {
        if (Truncate(handle, size) != 0)
        {
            throw Errno.Last("set the size of", handle);
        }
    }

    /// <summary>Sets the permission bits with setuid, setgid and sticky.</summary>
    public static void SetPermissions(SafeFileHandle handle, int permissions)
    {
        if (ChangeMode(handle, (uint)permissions) != 0)
        {
            throw Errno.Last("set the permissions of", handle);
        }
    }

    /// <summary>Sets the owner. It also clears setuid, setgid and file capabilities: set those later.</summary>
    /// <returns>0, or the error number.</returns>
    public static int TrySetOwner(SafeFileHandle handle, uint uid, uint gid) => ChangeOwner(handle, uid, gid) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Sets the time of the last change of the content; the time of the last access becomes the same.</summary>
    public static void SetModified(SafeFileHandle handle, FileTime time)
    {
        ReadOnlySpan<FileTime> times = [time, time];
        if (SetTimes(handle, times) != 0)
        {
            throw Errno.Last("set the time of", handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteSome(SafeFileHandle handle, ReadOnlySpan<byte> content, nuint length);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    private static partial nint WriteSomeAt(SafeFileHandle handle, ReadOnlySpan<byte> content, nuint length, long offset);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int Truncate(SafeFileHandle handle, long size);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int ChangeMode(SafeFileHandle handle, uint mode);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle handle, uint uid, uint gid);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    private static partial int SetTimes(SafeFileHandle handle, ReadOnlySpan<FileTime> times);
}
