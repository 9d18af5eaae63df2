using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Makes, moves and removes names in directories. No call follows a link at the name; each that is a Try returns 0 or the error number.</summary>
internal static partial class Entries
{
    private const int RemoveDirectoryFlag = 0x200;
    private const int MaxLinkLength = 4096;
    private const uint OwnerOnly = 0x1C0; // 0700

    /// <summary>Makes a directory that only its owner may enter, unless there is a directory (or a link to one) already.</summary>
    public static void EnsurePrivateDirectory(string path)
    {
        if (MakeDirectory(path, OwnerOnly) == 0)
        {
            return;
        }

        var error = Marshal.GetLastPInvokeError();
        if (error != Errno.EEXIST || !Directory.Exists(path))
        {
            throw new NativeException("make directory", path, error);
        }
    }

    public static int TryMakeDirectory(SafeFileHandle directory, ReadOnlySpan<byte> name, int permissions) =>
        Result(MakeDirectory(directory, name, (uint)permissions));

    /// <summary>Removes anything but a directory, which gives EISDIR.</summary>
    public static int TryRemoveFile(SafeFileHandle directory, ReadOnlySpan<byte> name) => Result(Unlink(directory, name, 0));

    /// <summary>Removes an empty directory. A mount point gives EBUSY.</summary>
    public static int TryRemoveDirectory(SafeFileHandle directory, ReadOnlySpan<byte> name) => Result(Unlink(directory, name, RemoveDirectoryFlag));

    public static int TryMakeSymbolicLink(ReadOnlySpan<byte> target, SafeFileHandle directory, ReadOnlySpan<byte> name) =>
        Result(SymbolicLink(target, directory, name));

    public static int TryLink(SafeFileHandle fromDirectory, ReadOnlySpan<byte> from, SafeFileHandle directory, ReadOnlySpan<byte> name) =>
        Result(Link(fromDirectory, from, directory, name, 0));

    /// <summary>Makes a device node, a FIFO or an empty file.</summary>
    public static int TryMakeNode(SafeFileHandle directory, ReadOnlySpan<byte> name, FileKind kind, int permissions, ulong device) =>
        Result(MakeNode(directory, name, (uint)kind | (uint)permissions, device));

    /// <summary>Moves a name; a file, or an empty directory, that is there already is replaced in the same instant.</summary>
    public static int TryRename(SafeFileHandle fromDirectory, ReadOnlySpan<byte> from, SafeFileHandle directory, ReadOnlySpan<byte> name) =>
        Result(Rename(fromDirectory, from, directory, name));

    /// <summary>What a symbolic link says, verbatim and ended by NUL.</summary>
    public static byte[] ReadSymbolicLink(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxLinkLength);
        try
        {
            var length = ReadLink(directory, name, buffer, (nuint)buffer.Length);
            return length >= 0 ? [.. buffer.AsSpan(0, (int)length), 0] : throw Errno.Last("read the link", RawName.ToText(name));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Result(int returned) => returned == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectory(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    private static partial int MakeDirectory(SafeFileHandle directory, ReadOnlySpan<byte> name, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int Unlink(SafeFileHandle directory, ReadOnlySpan<byte> name, int flags);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    private static partial int SymbolicLink(ReadOnlySpan<byte> target, SafeFileHandle directory, ReadOnlySpan<byte> name);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    private static partial int Link(SafeFileHandle fromDirectory, ReadOnlySpan<byte> from, SafeFileHandle directory, ReadOnlySpan<byte> name, int flags);

    [LibraryImport("libc", EntryPoint = "mknodat", SetLastError = true)]
    private static partial int MakeNode(SafeFileHandle directory, ReadOnlySpan<byte> name, uint mode, ulong device);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true)]
    private static partial int Rename(SafeFileHandle fromDirectory, ReadOnlySpan<byte> from, SafeFileHandle directory, ReadOnlySpan<byte> name);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static partial nint ReadLink(SafeFileHandle directory, ReadOnlySpan<byte> name, [Out] byte[] buffer, nuint size);
}
