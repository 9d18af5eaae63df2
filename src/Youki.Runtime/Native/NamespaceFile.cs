using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Files that stand for namespaces. Source: namespaces(7), ioctl_ns(2).</summary>
internal static partial class NamespaceFile
{
    private const string FileSystem = "nsfs";

    // _IO(0xb7, 3) of linux/nsfs.h.
    private const nuint NS_GET_NSTYPE = 0xB703;

    /// <summary>Types by their names in the OCI runtime-spec: the file's name in /proc/pid/ns, and the flag of clone(2).</summary>
    private static readonly Dictionary<string, (string File, int Flag)> Types = new()
    {
        ["network"] = ("net", 0x40000000),
        ["pid"] = ("pid", 0x20000000),
        ["ipc"] = ("ipc", 0x08000000),
        ["uts"] = ("uts", 0x04000000),
        ["user"] = ("user", 0x10000000),
        ["mount"] = ("mnt", 0x00020000),
        ["cgroup"] = ("cgroup", 0x02000000),
        ["time"] = ("time", 0x00000080),
    };

    /// <summary>The name of a type's file in <c>/proc/pid/ns</c>.</summary>
    public static string NameOf(string type) => Types[type].File;

    /// <summary>The flag of unshare(2) for a type.</summary>
    public static int FlagOf(string type) => Types[type].Flag;

    /// <summary>Opens a file as a namespace, without ever opening anything else.</summary>
    /// <returns>A descriptor for setns(2) and mounts. Null: it is no namespace of this type.</returns>
    /// <exception cref="NativeException">There is no such file.</exception>
    public static SafeFileHandle? TryOpen(string path, string type)
    {
        // A device or FIFO notices nothing of this.
        using var named = Descriptor.OpenFile(path, OpenFlags.PathOnly);
        if (FileSystemKind.PseudoNameOf(named) != FileSystem)
        {
            return null;
        }

        var opened = Descriptor.Reopen(named, OpenFlags.ReadOnly);
        if (Control(opened, NS_GET_NSTYPE, 0) == Types[type].Flag)
        {
            return opened;
        }

        opened.Dispose();
        return null;
    }

    /// <summary>Opens a namespace of this very process; null where it has ended.</summary>
    public static SafeFileHandle? TryOpenOf(ProcessIdentity process, string type)
    {
        try
        {
            // Looked at again once it is open: then it was this process's, and no other one's with its number.
            var opened = TryOpen($"/proc/{process.Pid}/ns/{Types[type].File}", type);
            if (opened is not null && !process.IsAlive())
            {
                opened.Dispose();
                return null;
            }

            return opened;
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOENT or Errno.ESRCH)
        {
            return null;
        }
    }

    /// <summary>Whether a namespace is pinned at a path.</summary>
    public static bool IsPinned(string path)
    {
        using var named = Descriptor.TryOpenFile(path, OpenFlags.PathOnly | OpenFlags.NoFollow, out _);
        return named is not null && FileSystemKind.PseudoNameOf(named) == FileSystem;
    }

    /// <summary>Keeps a namespace at a path, whoever leaves it, until the mount there is detached.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="path">A file, which is made; what was kept there before is not any more.</param>
    public static void Pin(SafeFileHandle @namespace, string path)
    {
        Unpin(path);
        using (Descriptor.OpenFile(path, OpenFlags.ReadOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow, mode: 0))
        {
        }

        FileSystemMount.Bind(@namespace, path);
    }

    /// <summary>Lets go of what is kept at a path, and removes the file. What is gone is no error.</summary>
    public static void Unpin(string path)
    {
        while (FileSystemMount.TryDetach(path))
        {
        }

        File.Delete(path);
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, nint argument);
}
