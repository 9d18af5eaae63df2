using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>inotify(7).</summary>
internal static partial class Inotify
{
    public const uint IN_MODIFY = 0x2;
    public const uint IN_CLOSE_WRITE = 0x8;
    public const uint IN_MOVED_FROM = 0x40;
    public const uint IN_MOVED_TO = 0x80;
    public const uint IN_CREATE = 0x100;
    public const uint IN_DELETE = 0x200;
    public const uint IN_DELETE_SELF = 0x400;
    public const uint IN_ONLYDIR = 0x1000000;

    /// <summary>The queue ran over: events were lost, so every watch must be looked at.</summary>
    public const int Overflow = -1;

    private const int IN_NONBLOCK = 0x800;
    private const int IN_CLOEXEC = 0x80000;
    private const int HeaderSize = 16;
    private const int LengthOffset = 12;

    public static SafeFileHandle Create()
    {
        var handle = InotifyInit(IN_NONBLOCK | IN_CLOEXEC);
        return handle.IsInvalid ? throw Errno.Last("inotify_init1") : handle;
    }

    /// <summary>Watches a directory; the same directory always has the same watch. Null where it is gone.</summary>
    public static int? TryWatch(SafeFileHandle inotify, string directory, uint mask)
    {
        var watch = InotifyAddWatch(inotify, directory, mask | IN_ONLYDIR);
        if (watch >= 0)
        {
            return watch;
        }

        var error = Errno.Last("inotify_add_watch", directory);
        return error.Number is Errno.ENOENT or Errno.ENOTDIR ? null : throw error;
    }

    public static void Unwatch(SafeFileHandle inotify, int watch) => _ = InotifyRemoveWatch(inotify, watch);

    /// <summary>Takes all events that wait, and adds the watches that they are about.</summary>
    public static void Drain(SafeFileHandle inotify, ISet<int> watches)
    {
        Span<byte> buffer = stackalloc byte[16 * 1024];
        while (true)
        {
            var length = (int)Read(inotify, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (length <= 0)
            {
                return;
            }

            for (var rest = buffer[..length]; rest.Length >= HeaderSize;)
            {
                watches.Add(MemoryMarshal.Read<int>(rest));
                rest = rest[(HeaderSize + MemoryMarshal.Read<int>(rest[LengthOffset..]))..];
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial SafeFileHandle InotifyInit(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int InotifyAddWatch(SafeFileHandle inotify, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "inotify_rm_watch", SetLastError = true)]
    private static partial int InotifyRemoveWatch(SafeFileHandle inotify, int watch);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle handle, ref byte buffer, nint count);
}
