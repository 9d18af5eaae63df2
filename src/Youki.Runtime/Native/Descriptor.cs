using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Opens files relative to descriptors, so that nothing can be put in the way between a check and a use.</summary>
internal static partial class Descriptor
{
    // The kernel gives up with EAGAIN while a rename elsewhere races with "..": openat2(2) asks the caller to try again.
    private const int MaxAttempts = 128;

    /// <summary>A directory of the host by its path, links followed, for use as the start of other calls; it cannot be read.</summary>
    public static SafeFileHandle OpenDirectory(string path) => TryOpenDirectory(path, out var error) ?? throw new NativeException("open directory", path, error);

    /// <summary>As <see cref="OpenDirectory"/>; null and the error number where it fails.</summary>
    public static SafeFileHandle? TryOpenDirectory(string path, out int error) =>
        TryOpen(path, OpenFlags.PathOnly | OpenFlags.Directory, out error);

    /// <summary>A file of the host by its path, links on the way followed.</summary>
    public static SafeFileHandle OpenFile(string path, int flags, int mode = 0) => TryOpen(path, flags, out var error, mode) ?? throw new NativeException("open", path, error);

    /// <summary>As <see cref="OpenFile"/>; null and the error number where it fails.</summary>
    public static SafeFileHandle? TryOpenFile(string path, int flags, out int error) => TryOpen(path, flags, out error);

    /// <summary>Opens a name or path below a directory.</summary>
    public static SafeFileHandle OpenAt(SafeFileHandle directory, ReadOnlySpan<byte> path, int flags, ResolveFlags resolve, int mode = 0) =>
        TryOpenAt(directory, path, flags, resolve, out var error, mode) ?? throw new NativeException("open", RawName.ToText(path), error);

    /// <summary>As <see cref="OpenAt"/>; null and the error number where it fails.</summary>
    public static SafeFileHandle? TryOpenAt(SafeFileHandle directory, ReadOnlySpan<byte> path, int flags, ResolveFlags resolve, out int error, int mode = 0)
    {
        var how = new OpenHow { Flags = (ulong)(flags | OpenFlags.CloseOnExec), Mode = (ulong)mode, Resolve = (ulong)resolve };
        for (var attempt = 1; ; attempt++)
        {
            var descriptor = OpenAt2(SystemCallNumber.OpenAt2, directory, path, ref how, (nuint)Unsafe.SizeOf<OpenHow>());
            if (descriptor >= 0)
            {
                error = 0;
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            error = Marshal.GetLastPInvokeError();
            if (error is not (Errno.EINTR or Errno.EAGAIN) || attempt == MaxAttempts)
            {
                return null;
            }
        }
    }

    /// <summary>Opens anew, for reading say, what an O_PATH descriptor names.</summary>
    public static SafeFileHandle Reopen(SafeFileHandle handle, int flags) =>
        TryOpen(ProcPath(handle), flags, out var error) ?? throw new NativeException("open", RealPath(handle), error);

    /// <summary>A path to the very file of a descriptor, for calls that take no O_PATH descriptor. It holds for a symbolic link too, which is then not followed.</summary>
    public static string ProcPath(SafeFileHandle handle) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}");

    /// <summary>Where a descriptor's file is now, without links on the way.</summary>
    public static string RealPath(SafeFileHandle handle) => new FileInfo(ProcPath(handle)).LinkTarget ?? ProcPath(handle);

    private static SafeFileHandle? TryOpen(string path, int flags, out int error, int mode = 0)
    {
        do
        {
            var descriptor = Open(path, flags | OpenFlags.CloseOnExec, mode);
            if (descriptor >= 0)
            {
                error = 0;
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            error = Marshal.GetLastPInvokeError();
        }
        while (error == Errno.EINTR);

        return null;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint OpenAt2(nint number, SafeFileHandle directory, ReadOnlySpan<byte> path, ref OpenHow how, nuint size);
}
