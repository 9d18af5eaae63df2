using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>An exclusive flock(2) on a file: held by the open description, so it goes with the process that holds it.</summary>
internal static partial class FileLock
{
    private const int LOCK_EX = 2;
    private const int LOCK_NB = 4;
    private const int OwnerReadWrite = 0x180;

    /// <summary>Opens the file, made with mode 0600 where it is missing, and locks it without waiting; null where somebody else holds it.</summary>
    public static SafeFileHandle? TryAcquire(string path)
    {
        while (true)
        {
            var handle = Descriptor.OpenFile(path, OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.NoFollow, OwnerReadWrite);
            try
            {
                if (!TryLock(handle))
                {
                    return null;
                }

                // Whoever held it before may have removed the file: a lock on a nameless file keeps nobody out.
                if (IsNamed(handle, path))
                {
                    var result = handle;
                    handle = null;
                    return result;
                }
            }
            finally
            {
                handle?.Dispose();
            }
        }
    }

    /// <summary>Locks an open file without waiting, until it is closed; false where somebody else holds it.</summary>
    public static bool TryLock(SafeFileHandle file)
    {
        if (Flock(file, LOCK_EX | LOCK_NB) == 0)
        {
            return true;
        }

        var error = Errno.Last("flock", file);
        return error.Number == Errno.EAGAIN ? false : throw error;
    }

    /// <summary>Removes the file of a lock that is held; not one that has taken its place.</summary>
    public static void Remove(SafeFileHandle held, string path)
    {
        if (IsNamed(held, path))
        {
            File.Delete(path);
        }
    }

    private static bool IsNamed(SafeFileHandle handle, string path) => FileMetadata.TryOf(path)?.Inode == FileMetadata.Of(handle).Inode;

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle handle, int operation);
}
