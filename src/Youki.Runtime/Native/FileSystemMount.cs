using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Mounts and unmounts, in this process's mount namespace.</summary>
internal static partial class FileSystemMount
{
    private const ulong ReadOnly = 1;
    private const ulong Private = 1 << 18;
    private const ulong BindFlag = 1 << 12;
    private const ulong NoSetUid = 2;
    private const ulong NoDevices = 4;
    private const ulong NoExecution = 8;
    private const int DetachFlag = 2;
    private const int NoFollow = 8;

    // The kernel takes one page of options, the end included, and would cut off the rest without a word.
    private const int MaxOptions = 4095;

    /// <summary>Mounts an overlay whose own sub-mounts propagate nowhere.</summary>
    /// <param name="source">Any text without white space; it marks the mount in the mount table.</param>
    /// <param name="target">An existing directory.</param>
    /// <param name="layers">The overlay's directories.</param>
    public static void Overlay(string source, string target, OverlayLayers layers)
    {
        var options = layers.ToOptions();
        if (options.Length > MaxOptions)
        {
            throw new NativeException($"mount an overlay of {layers.Lower.Count} directories at", target, Errno.E2BIG);
        }

        if (Mount(source, target, "overlay", layers.Upper is null ? ReadOnly : 0, options) != 0)
        {
            throw Errno.Last("mount overlay at", target);
        }

        GC.KeepAlive(layers);
        MakePrivate(target);
    }

    /// <summary>Mounts a file system whose own sub-mounts propagate nowhere.</summary>
    /// <param name="source">A device, or any text without white space for a file system without one.</param>
    /// <param name="target">An existing directory.</param>
    /// <param name="type">The file system.</param>
    /// <param name="flags">Of <see cref="MountFlags"/>.</param>
    /// <param name="options">The file system's own options, separated by commas.</param>
    public static void FileSystem(string source, string target, string type, ulong flags, string options)
    {
        if (options.Length > MaxOptions)
        {
            throw new NativeException($"mount {type} at", target, Errno.E2BIG);
        }

        if (Mount(source, target, type, flags, options) != 0)
        {
            throw Errno.Last($"mount {type} at", target);
        }

        MakePrivate(target);
    }

    /// <summary>Mounts a block device, so that its own sub-mounts propagate nowhere.</summary>
    /// <param name="device">The device's path.</param>
    /// <param name="target">An existing directory.</param>
    /// <param name="type">The kind of file system.</param>
    /// <param name="options">Options of that kind, with commas between them.</param>
    public static void Device(string device, string target, string type, string options)
    {
        if (Mount(device, target, type, 0, options) != 0)
        {
            throw Errno.Last($"mount {device} at", target);
        }

        MakePrivate(target);
    }

    /// <summary>Shows what a descriptor names at another path too.</summary>
    /// <param name="source">A file, a directory, or a namespace.</param>
    /// <param name="target">An existing file, or directory.</param>
    public static void Bind(SafeFileHandle source, string target)
    {
        if (Mount(Descriptor.ProcPath(source), target, null, BindFlag, null) != 0)
        {
            throw Errno.Last("bind to", target);
        }
    }

    /// <summary>Mounts a file system in memory that everybody may write to, as <c>/dev/shm</c> is.</summary>
    public static void SharedMemory(string target, long size)
    {
        if (Mount("shm", target, "tmpfs", NoSetUid | NoDevices | NoExecution, string.Create(CultureInfo.InvariantCulture, $"mode=1777,size={size}")) != 0)
        {
            throw Errno.Last("mount a tmpfs at", target);
        }
    }

    /// <summary>Takes the topmost mount at a path out of the tree, with all below it. Who still uses it keeps it until the last one is done.</summary>
    /// <returns>Whether there was a mount.</returns>
    public static bool TryDetach(string target)
    {
        if (Unmount(target, DetachFlag | NoFollow) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is Errno.EINVAL or Errno.ENOENT ? false : throw new NativeException("unmount", target, error);
    }

    private static void MakePrivate(string target)
    {
        if (Mount(null, target, null, Private, null) == 0)
        {
            return;
        }

        var failure = Errno.Last("make private the mount at", target);
        TryDetach(target);
        throw failure;
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string? source, string target, string? type, ulong flags, string? data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
