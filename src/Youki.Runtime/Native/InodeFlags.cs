using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>The flags that chattr(1) sets. Source: linux/fs.h, ioctl_iflags(2).</summary>
internal static partial class InodeFlags
{
    private const nuint GetFlags = 0x80086601;
    private const nuint SetFlags = 0x40086602;
    private const long Immutable = 0x10;
    private const long AppendOnly = 0x20;

    /// <summary>Makes a file or directory, opened for reading, changeable again.</summary>
    /// <returns>Whether it was not and now is.</returns>
    public static bool TryMakeChangeable(SafeFileHandle handle)
    {
        long flags = 0;
        if (Control(handle, GetFlags, ref flags) != 0 || (flags & (Immutable | AppendOnly)) == 0)
        {
            return false;
        }

        flags &= ~(Immutable | AppendOnly);
        return Control(handle, SetFlags, ref flags) == 0;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle handle, nuint request, ref long flags);
}
