using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>The writing end of a FIFO that somebody else reads; nothing here ever waits for that reader. Source: fifo(7), ioctl_pipe(2).</summary>
internal sealed partial class FifoWriter(SafeFileHandle handle) : IDisposable
{
    private const nuint FIONREAD = 0x541B;
    private const short POLLOUT = 4;
    private const short POLLERR = 8;

    /// <summary>Opens the FIFO; null where there is none, or where nobody has it open for reading.</summary>
    public static FifoWriter? TryOpen(string path)
    {
        var handle = Descriptor.TryOpenFile(path, OpenFlags.WriteOnly | OpenFlags.NonBlocking | OpenFlags.NoFollow, out var error);
        return handle is not null ? new FifoWriter(handle)
            : error is Errno.ENXIO or Errno.ENOENT or Errno.ENOTDIR ? null
            : throw new NativeException("open", path, error);
    }

    /// <summary>Keeps out all other writers that ask, in every process, until this is disposed of; false where one of them has it.</summary>
    public bool TryLock() => FileLock.TryLock(handle);

    /// <summary>How many bytes the reader has not taken yet.</summary>
    public int Pending()
    {
        var pending = 0;
        return Control(handle, FIONREAD, ref pending) == 0 ? pending : throw Errno.Last("ioctl FIONREAD", handle);
    }

    /// <summary>Whether anybody still has it open for reading.</summary>
    public bool HasReader()
    {
        var added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            var state = new PollDescriptor { Descriptor = (int)handle.DangerousGetHandle(), Events = POLLOUT };
            return Poll(ref state, 1, 0) <= 0 || (state.Returned & POLLERR) == 0;
        }
        finally
        {
            if (added)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>Writes a message of less than a page, all of it or nothing; false where the reader has gone, or has not made room.</summary>
    public bool TryWrite(ReadOnlySpan<byte> message)
    {
        while (Write(handle, message, (nuint)message.Length) < 0)
        {
            var error = Errno.Last("write", handle);
            if (error.Number != Errno.EINTR)
            {
                return error.Number is Errno.EPIPE or Errno.EAGAIN ? false : throw error;
            }
        }

        return true;
    }

    public void Dispose() => handle.Dispose();

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle handle, nuint request, ref int value);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle handle, ReadOnlySpan<byte> content, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
