using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>Reads files of the kernel, which are a line or a page long, in three system calls and without garbage: a status reads two of them for each container.</summary>
internal static partial class SmallFile
{
    /// <summary>Reads the beginning of a file into the buffer; what was read. Empty: there is no such file, or it went away while it was read.</summary>
    public static ReadOnlySpan<byte> Read(string path, Span<byte> buffer)
    {
        var descriptor = Open(path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec);
        if (descriptor < 0)
        {
            return [];
        }

        // ESRCH where the process, ENODEV where the cgroup ended in between.
        var length = Read(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
        _ = Close(descriptor);
        return length > 0 ? buffer[..(int)length] : [];
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, ref byte buffer, nint size);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
