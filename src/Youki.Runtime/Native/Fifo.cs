using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>mkfifo(3): a pipe with a name.</summary>
internal static partial class Fifo
{
    private const uint OwnerOnly = 0x180; // 0600

    /// <summary>Makes a FIFO of mode 0600 and opens it for reading and writing, which waits for nobody. Who reads from it sees its end when the handle is closed.</summary>
    public static SafeFileHandle Create(string path) => MakeFifo(path, OwnerOnly) == 0 ? Descriptor.OpenFile(path, OpenFlags.ReadWrite) : throw Errno.Last("mkfifo", path);

    /// <summary>Writes a few bytes, as one message.</summary>
    public static void Write(SafeFileHandle fifo, ReadOnlySpan<byte> message)
    {
        nint written;
        do
        {
            written = Write(fifo, ref MemoryMarshal.GetReference(message), message.Length);
        }
        while (written < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);

        if (written < 0)
        {
            throw Errno.Last("write", fifo);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle fifo, ref byte message, nint size);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
