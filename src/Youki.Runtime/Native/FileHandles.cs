using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>open(2) with the flags that <see cref="File.OpenHandle"/> does not know, and without the lock that it takes by itself.</summary>
internal static partial class FileHandles
{
    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_NONBLOCK = 0x800;
    public const int O_PATH = 0x200000;
    public const int O_CLOEXEC = 0x80000;

    // The two that differ between x86 and arm.
    public static readonly int O_DIRECTORY = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
    public static readonly int O_NOFOLLOW = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    public static SafeFileHandle Open(string path, int flags, uint mode = 0)
    {
        var handle = OpenFile(path, flags | O_CLOEXEC, mode);
        return handle.IsInvalid ? throw Errno.Last("open", path) : handle;
    }

    /// <summary>A handle of a directory that only names it.</summary>
    public static SafeFileHandle OpenDirectory(string path) => Open(path, O_PATH | O_DIRECTORY);

    /// <summary>The path by which a child of this process, or a system call, reaches what the handle names.</summary>
    public static string PathOf(SafeFileHandle handle) => $"/proc/self/fd/{handle.DangerousGetHandle()}";

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenFile(string path, int flags, uint mode);
}
