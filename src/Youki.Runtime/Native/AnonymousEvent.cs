using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>eventfd(2): a descriptor that becomes readable when it is set.</summary>
internal sealed partial class AnonymousEvent : IDisposable
{
    private const int EFD_CLOEXEC = 0x80000;

    public AnonymousEvent()
    {
        Handle = EventFd(0, EFD_CLOEXEC);
        if (Handle.IsInvalid)
        {
            throw Errno.Last("eventfd");
        }
    }

    public SafeFileHandle Handle { get; }

    public void Set() => _ = Write(Handle, 1, sizeof(ulong));

    public void Dispose() => Handle.Dispose();

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial SafeFileHandle EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle handle, in ulong value, nint size);
}
