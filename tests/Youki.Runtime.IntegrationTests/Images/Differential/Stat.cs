using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>What the kernel says of a file, asked without the library that is under test. Source: statx(2), llistxattr(2), lgetxattr(2).</summary>
internal static class Stat
{
    private const int AtCurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7FF;
    private const int BufferSize = 256;

    /// <summary>The buffer of statx(2): numbers at fixed places.</summary>
    public static byte[] Read(string path)
    {
        var buffer = new byte[BufferSize];
        return Statx(AtCurrentDirectory, Bytes(path), NoFollow, BasicStats, buffer) == 0 ? buffer : throw new Win32Exception(Marshal.GetLastPInvokeError(), path);
    }

    public static IEnumerable<(string Name, byte[] Value)> Xattrs(string path)
    {
        var names = new byte[ushort.MaxValue];
        var length = ListXattrs(Bytes(path), names, (nuint)names.Length);
        return length < 0
            ? throw new Win32Exception(Marshal.GetLastPInvokeError(), path)
            : Encoding.UTF8.GetString(names, 0, (int)length).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(name => (name, Xattr(path, name)));
    }

    private static byte[] Xattr(string path, string name)
    {
        var value = new byte[ushort.MaxValue];
        var length = GetXattr(Bytes(path), Bytes(name), value, (nuint)value.Length);
        return length < 0 ? throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{path}: {name}") : value[..(int)length];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + '\0');

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, byte[] buffer);

    [DllImport("libc", EntryPoint = "llistxattr", SetLastError = true)]
    private static extern nint ListXattrs(byte[] path, byte[] names, nuint size);

    [DllImport("libc", EntryPoint = "lgetxattr", SetLastError = true)]
    private static extern nint GetXattr(byte[] path, byte[] name, byte[] value, nuint size);
}
