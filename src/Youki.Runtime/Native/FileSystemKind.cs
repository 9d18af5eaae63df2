using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Tells file systems that keep files from those in which the kernel shows itself. Source: linux/magic.h.</summary>
internal static partial class FileSystemKind
{
    // struct statfs has 120 bytes on x86-64 and arm64, and begins with the type.
    private const int BufferSize = 256;

    /// <summary>
    /// The name of a file system of the kernel's own, such as <c>proc</c>; null where it is any other. What is read there is made up at that moment, may never
    /// end, and is about the host.
    /// </summary>
    /// <param name="handle">Something in it; an O_PATH descriptor will do.</param>
    public static string? PseudoNameOf(SafeFileHandle handle)
    {
        Span<long> buffer = stackalloc long[BufferSize / sizeof(long)];
        if (StatFileSystem(handle, ref MemoryMarshal.GetReference(buffer)) != 0)
        {
            throw Errno.Last("read the file system of", handle);
        }

        return (uint)buffer[0] switch
        {
            0x9FA0 => "proc",
            0x62656572 => "sysfs",
            0x27E0EB => "cgroup",
            0x63677270 => "cgroup2",
            0x1CD1 => "devpts",
            0x19800202 => "mqueue",
            0x64626720 => "debugfs",
            0x74726163 => "tracefs",
            0x73636673 => "securityfs",
            0xCAFE4A11 => "bpf",
            0x6165676C => "pstore",
            0x62656570 => "configfs",
            0x42494E4D => "binfmt_misc",
            0x6E736673 => "nsfs",
            0xDE5E81E4 => "efivarfs",
            0xF97CFF8C => "selinuxfs",
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    private static partial int StatFileSystem(SafeFileHandle handle, ref long buffer);
}
