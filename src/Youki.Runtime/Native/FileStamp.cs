using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>What tells one version of a file from another. Every write of this library makes a new file, so the inode changes with each.</summary>
internal readonly partial record struct FileStamp(ulong Inode, long Size, long ModifiedSeconds, uint ModifiedNanoseconds, long ChangedSeconds, uint ChangedNanoseconds, uint Mode, uint Owner)
{
    private const int AT_FDCWD = -100;
    private const int AT_SYMLINK_NOFOLLOW = 0x100;
    private const int AT_EMPTY_PATH = 0x1000;
    private const uint STATX_BASIC_STATS = 0x7ff;
    private const uint FileTypeMask = 0xf000;
    private const uint DirectoryType = 0x4000;

    public bool IsDirectory => (Mode & FileTypeMask) == DirectoryType;

    public DateTimeOffset Changed => DateTimeOffset.FromUnixTimeSeconds(ChangedSeconds).AddTicks(ChangedNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The file of that name, links not followed; null where there is none.</summary>
    public static FileStamp? Of(string path)
    {
        if (Statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, out var buffer) == 0)
        {
            return From(buffer);
        }

        var error = Errno.Last("statx", path);
        return error.Number is Errno.ENOENT or Errno.ENOTDIR ? null : throw error;
    }

    public static FileStamp Of(SafeFileHandle handle) => Statx(handle, "", AT_EMPTY_PATH, STATX_BASIC_STATS, out var buffer) == 0
        ? From(buffer)
        : throw Errno.Last("statx");

    private static FileStamp From(in StatxBuffer buffer) => new(
        buffer.Inode, (long)buffer.Size, buffer.Modified.Seconds, buffer.Modified.Nanoseconds, buffer.Changed.Seconds, buffer.Changed.Nanoseconds, buffer.Mode, buffer.Uid);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle directory, string path, int flags, uint mask, out StatxBuffer buffer);

    /// <summary>struct statx of linux/stat.h, 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(20)]
        public uint Uid;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public StatxTime Changed;

        [FieldOffset(112)]
        public StatxTime Modified;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct StatxTime
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }
}
