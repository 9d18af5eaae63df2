using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>How much room a file system has. Source: statfs(2); the layout is that of 64-bit Linux.</summary>
internal static partial class FileSystemSpace
{
    /// <summary>What may still be written to the file system of a path, in bytes, and how many files made; null where the path is gone.</summary>
    /// <remarks>For an ordinary user, without what is kept for root. Where files are not counted, as on btrfs, there is no end of them.</remarks>
    public static (long Bytes, long Files)? Of(string path)
    {
        if (StatFs(path, out var buffer) != 0)
        {
            var error = Errno.Last("read the space of", path);
            return error.Number is Errno.ENOENT or Errno.ENOTDIR ? null : throw error;
        }

        var blocks = CurrentUser.Id == 0 ? buffer.FreeBlocks : buffer.AvailableBlocks;
        return ((long)Math.Min(blocks * (ulong)buffer.BlockSize, long.MaxValue), buffer.Files == 0 ? long.MaxValue : (long)Math.Min(buffer.FreeFiles, long.MaxValue));
    }

    /// <summary>The size of the file system of a path, in bytes; 0 where the path is gone.</summary>
    public static long SizeOf(string path) => StatFs(path, out var buffer) == 0 ? (long)Math.Min(buffer.Blocks * (ulong)buffer.BlockSize, long.MaxValue) : 0;

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatFs(string path, out Buffer buffer);

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Buffer
    {
        public long Type;
        public long BlockSize;
        public ulong Blocks;
        public ulong FreeBlocks;
        public ulong AvailableBlocks;
        public ulong Files;
        public ulong FreeFiles;
    }
}
