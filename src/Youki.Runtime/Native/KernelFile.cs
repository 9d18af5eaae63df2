using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>A file of the kernel that is kept open and read again and again: each reading from the beginning is a new one, in one system call.</summary>
internal sealed partial class KernelFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private KernelFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a file; null where there is none, or it may not be read.</summary>
    public static KernelFile? TryOpen(string path)
    {
        var descriptor = Open(path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec);
        return descriptor < 0 ? null : new KernelFile(new SafeFileHandle(descriptor, ownsHandle: true));
    }

    /// <summary>Reads what the file says now. Empty: what it is about is gone, or the kernel does not say.</summary>
    public ReadOnlySpan<byte> Read(KernelBuffer buffer)
    {
        while (true)
        {
            var space = buffer.Space;
            var length = ReadAt(_handle, ref MemoryMarshal.GetReference(space), space.Length, 0);
            if (length < space.Length || !buffer.TryGrow())
            {
                return length > 0 ? space[..(int)length] : [];
            }
        }
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "pread64")]
    private static partial nint ReadAt(SafeFileHandle handle, ref byte buffer, nint size, long offset);
}
