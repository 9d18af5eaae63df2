using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Extended attributes of a descriptor's file; an O_PATH descriptor will do, that of a symbolic link too. Names are bytes ended by NUL.</summary>
internal static partial class ExtendedAttributes
{
    /// <summary>The names; none where the file system has no extended attributes.</summary>
    public static IReadOnlyList<byte[]> List(SafeFileHandle handle)
    {
        var path = Descriptor.ProcPath(handle);
        var list = ReadGrowing(buffer => List(path, buffer, (nuint)buffer.Length), Errno.EOPNOTSUPP)
            ?? throw Errno.Last("list the extended attributes of", handle);
        var names = new List<byte[]>();
        for (ReadOnlySpan<byte> rest = list; !rest.IsEmpty;)
        {
            var length = rest.IndexOf((byte)0) + 1;
            names.Add(rest[..length].ToArray());
            rest = rest[length..];
        }

        return names;
    }

    /// <summary>The value of one; null where there is none of this name.</summary>
    public static byte[]? Get(SafeFileHandle handle, byte[] name)
    {
        var path = Descriptor.ProcPath(handle);
        return ReadGrowing(buffer => Get(path, name, buffer, (nuint)buffer.Length), null)
            ?? (Marshal.GetLastPInvokeError() == Errno.ENODATA ? null : throw Errno.Last("read an extended attribute of", handle));
    }

    /// <summary>Sets one.</summary>
    /// <returns>0, or the error number.</returns>
    public static int TrySet(SafeFileHandle handle, byte[] name, byte[] value) =>
        Set(Descriptor.ProcPath(handle), name, value, (nuint)value.Length, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    // Most files have none, so a small buffer first saves a call; the kernel allows 64 KiB (XATTR_SIZE_MAX, XATTR_LIST_MAX).
    private static byte[]? ReadGrowing(Func<byte[], nint> read, int? emptyOn)
    {
        var buffer = new byte[256];
        while (true)
        {
            var length = read(buffer);
            if (length >= 0)
            {
                return buffer[..(int)length];
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == emptyOn)
            {
                return [];
            }

            if (error != Errno.ERANGE || buffer.Length > 64 * 1024)
            {
                return null;
            }

            buffer = new byte[64 * 1024 + 1];
        }
    }

    [LibraryImport("libc", EntryPoint = "listxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint List(string path, [Out] byte[] buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "getxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string path, byte[] name, [Out] byte[] buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "setxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string path, byte[] name, byte[] value, nuint size, int flags);
}
