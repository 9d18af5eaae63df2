using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// Mounts by descriptors (open_tree(2), move_mount(2), mount_setattr(2), Linux 5.12): what was found is what is mounted, whatever becomes of its path meanwhile.
/// </summary>
internal static partial class MountTree
{
    private const int CloneFlag = 1;
    private const int CloseOnExec = 0x80000;
    private const int EmptyPath = 0x1000;
    private const int Recursive = 0x8000;
    private const int FromEmptyPath = 0x4;
    private const int ToEmptyPath = 0x40;

    /// <summary>A bind mount of a file or directory that is attached nowhere yet; it goes when the descriptor is closed.</summary>
    /// <param name="source">What is mounted; an O_PATH descriptor will do.</param>
    /// <param name="recursive">Whether what is mounted below comes too.</param>
    public static SafeFileHandle Clone(SafeFileHandle source, bool recursive)
    {
        var descriptor = OpenTree(SystemCallNumber.OpenTree, source, RawName.Empty, CloneFlag | CloseOnExec | EmptyPath | (recursive ? Recursive : 0));
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Errno.Last("clone the mount of", source);
    }

    /// <summary>Changes flags and propagation of a mount.</summary>
    public static void SetAttributes(SafeFileHandle tree, MountAttributes attributes, bool recursive)
    {
        if (SetAttributes(SystemCallNumber.MountSetAttributes, tree, RawName.Empty, EmptyPath | (recursive ? Recursive : 0), in attributes, (nuint)Unsafe.SizeOf<MountAttributes>()) != 0)
        {
            throw Errno.Last("change the attributes of the mount of", tree);
        }
    }

    /// <summary>Attaches a tree of <see cref="Clone"/> over a file or directory.</summary>
    public static void Attach(SafeFileHandle tree, SafeFileHandle target)
    {
        if (MoveMount(SystemCallNumber.MoveMount, tree, RawName.Empty, target, RawName.Empty, FromEmptyPath | ToEmptyPath) != 0)
        {
            throw Errno.Last("attach a mount at", target);
        }
    }

    /// <summary>The line of the mount table that a descriptor's file lies on. Null: it is in no mount that is attached here.</summary>
    public static MountEntry? EntryOf(SafeFileHandle handle)
    {
        const string Key = "mnt_id:";
        var info = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{handle.DangerousGetHandle()}"));
        var id = info.Where(line => line.StartsWith(Key, StringComparison.Ordinal)).Select(line => int.Parse(line[Key.Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
        return MountTable.Read().FirstOrDefault(entry => entry.Id == id);
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint OpenTree(nint number, SafeFileHandle directory, ReadOnlySpan<byte> path, nint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SetAttributes(nint number, SafeFileHandle directory, ReadOnlySpan<byte> path, nint flags, in MountAttributes attributes, nuint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint MoveMount(nint number, SafeFileHandle from, ReadOnlySpan<byte> fromPath, SafeFileHandle to, ReadOnlySpan<byte> toPath, nint flags);
}
