using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Copies what a regular file holds, by the cheapest way that the two file systems have. Holes stay holes: a log of logins may span terabytes.</summary>
internal static partial class FileContent
{
    private const nuint CloneRequest = 0x40049409;
    private const int SeekData = 3;
    private const int SeekHole = 4;
    private const int BufferSize = 256 * 1024;

    /// <summary>Fills an empty file with the content of another.</summary>
    public static void Copy(SafeFileHandle from, SafeFileHandle to, long size, CancellationToken cancellationToken)
    {
        if (size == 0 || Clone(to, CloneRequest, from) == 0)
        {
            return;
        }

        foreach (var (start, end) in DataRanges(from))
        {
            CopyRange(from, to, start, end, cancellationToken);
        }

        if (Truncate(to, size) != 0)
        {
            throw Errno.Last("set the size of", to);
        }
    }

    /// <summary>Where in a file there is data, in order; the rest is holes. The position of the descriptor moves.</summary>
    public static IEnumerable<(long Start, long End)> DataRanges(SafeFileHandle handle)
    {
        for (long start = 0; (start = Seek(handle, start, SeekData)) >= 0;)
        {
            var end = Seek(handle, start, SeekHole);
            if (end < 0)
            {
                throw Errno.Last("find the holes of", handle);
            }

            yield return (start, end);
            start = end;
        }

        if (Marshal.GetLastPInvokeError() != Errno.ENXIO)
        {
            throw Errno.Last("find the data of", handle);
        }
    }

    /// <summary>Waits until everything written to the file system of a descriptor is on disk.</summary>
    public static void Flush(SafeFileHandle handle)
    {
        if (SyncFileSystem(SystemCallNumber.SyncFileSystem, handle) != 0)
        {
            throw Errno.Last("flush the file system of", handle);
        }
    }

    private static void CopyRange(SafeFileHandle from, SafeFileHandle to, long start, long end, CancellationToken cancellationToken)
    {
        long input = start, output = start;
        while (input < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var copied = CopyFileRange(SystemCallNumber.CopyFileRange, from, ref input, to, ref output, (nuint)Math.Min(end - input, 1 << 30), 0);
            if (copied == 0)
            {
                return;
            }

            // Between file systems, and on some always, it is refused in one of several ways; a real error shows itself again below.
            if (copied < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                CopyByBuffer(from, to, input, end, cancellationToken);
                return;
            }
        }
    }

    private static void CopyByBuffer(SafeFileHandle from, SafeFileHandle to, long start, long end, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (start < end)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start);
                if (read == 0)
                {
                    return;
                }

                RandomAccess.Write(to, buffer.AsSpan(0, read), start);
                start += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Clone(SafeFileHandle to, nuint request, SafeFileHandle from);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle handle, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int Truncate(SafeFileHandle handle, long size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint CopyFileRange(nint number, SafeFileHandle from, ref long input, SafeFileHandle to, ref long output, nuint length, nuint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SyncFileSystem(nint number, SafeFileHandle handle);
}
