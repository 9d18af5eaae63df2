using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// A file as a block device, which goes by itself with its last user: a mount, or who holds it open. So it outlives neither a crash before it is mounted, nor its mount.
/// Source: linux/loop.h, loop(4). LOOP_CONFIGURE is there since Linux 5.8.
/// </summary>
internal sealed partial class LoopDevice : IDisposable
{
    private const string Control = "/dev/loop-control";
    private const nuint GetFree = 0x4C82;
    private const nuint Configure = 0x4C0A;
    private const uint AutoClear = 4;
    private const int ConfigSize = 304;
    private const int FlagsOffset = 8 + 52;
    private const int NameOffset = 8 + 56;
    private const int NameLength = 63;
    private const int MaxAttempts = 100;

    private readonly SafeFileHandle _device;

    private LoopDevice(string path, SafeFileHandle device) => (Path, _device) = (path, device);

    /// <summary>Its path, such as <c>/dev/loop0</c>. Nobody else can take it before this is disposed of.</summary>
    public string Path { get; }

    /// <summary>Why this process can have none, as a sentence; null where nothing speaks against it.</summary>
    public static string? WhyNot() => File.Exists(Control) ? null : $"There is no {Control}: load the module 'loop', or give this process's container the device.";

    /// <summary>Makes a device of a file that is open for reading and writing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What is told of it, such as by losetup(8).</param>
    public static LoopDevice Attach(SafeFileHandle file, string name)
    {
        using var control = Descriptor.OpenFile(Control, OpenFlags.ReadWrite);
        for (var attempt = 1; ; attempt++)
        {
            var number = Query(control, GetFree, 0);
            if (number < 0)
            {
                throw Errno.Last("get a free loop device of", Control);
            }

            var path = string.Create(CultureInfo.InvariantCulture, $"/dev/loop{number}");
            var device = Descriptor.OpenFile(path, OpenFlags.ReadWrite);
            if (TryConfigure(device, file, name, out var error))
            {
                return new LoopDevice(path, device);
            }

            device.Dispose();

            // Somebody else was told of the same one.
            if (error != Errno.EBUSY || attempt == MaxAttempts)
            {
                throw new NativeException("make a loop device of", name, error);
            }
        }
    }

    public void Dispose() => _device.Dispose();

    private static bool TryConfigure(SafeFileHandle device, SafeFileHandle file, string name, out int error)
    {
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            Span<byte> config = stackalloc byte[ConfigSize];
            config.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(config, (uint)file.DangerousGetHandle());
            BinaryPrimitives.WriteUInt32LittleEndian(config[FlagsOffset..], AutoClear);
            var text = Encoding.UTF8.GetBytes(name);
            text.AsSpan(0, Math.Min(text.Length, NameLength)).CopyTo(config[NameOffset..]);
            error = Set(device, Configure, config) == 0 ? 0 : Marshal.GetLastPInvokeError();
            return error == 0;
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Query(SafeFileHandle handle, nuint request, nuint argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Set(SafeFileHandle handle, nuint request, ReadOnlySpan<byte> config);
}
