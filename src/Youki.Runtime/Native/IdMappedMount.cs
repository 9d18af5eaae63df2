using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// Mounts through which the files of a directory have other owners: what belongs to an id of the mappings on disk belongs to the host's id for it here, and
/// new files the other way around; what has no id is nobody's. Source: mount_setattr(2), "ID-mapped mounts".
/// </summary>
internal static partial class IdMappedMount
{
    // The same numbers on every architecture.
    private const int SYS_open_tree = 428;
    private const int SYS_move_mount = 429;
    private const int SYS_mount_setattr = 442;

    private const int EmptyPath = 0x1000;
    private const int Recursive = 0x8000;
    private const int CloneTree = 1;
    private const int CloseOnExec = 0x80000;
    private const int MoveFromEmptyPath = 4;
    private const int CurrentDirectory = -100;
    private const ulong MapIds = 0x00100000;
    private const ulong PropagatePrivate = 1 << 18;

    /// <summary>Clones the mount of a directory, from there on, as one that is attached nowhere.</summary>
    /// <param name="directory">The directory, or a file; an O_PATH descriptor will do.</param>
    /// <param name="userNamespace">The namespace whose mappings it gets, as <see cref="UserNamespace.Create"/> made it.</param>
    /// <param name="recursive">Whether what is mounted below is part of it, and mapped too.</param>
    /// <param name="refusal">Why this kernel, or the directory's file system, cannot do it.</param>
    /// <returns>The mount, by which files can be opened; it goes with the descriptor unless it is attached. Null: it cannot be done.</returns>
    public static SafeFileHandle? TryClone(SafeFileHandle directory, SafeFileHandle userNamespace, bool recursive, out NativeException? refusal)
    {
        var below = recursive ? Recursive : 0;
        var descriptor = OpenTree(SYS_open_tree, directory, "", CloneTree | CloseOnExec | EmptyPath | below);
        if (descriptor < 0)
        {
            refusal = Errno.Last("clone the mount of", directory);
            return null;
        }

        var mount = new SafeFileHandle(descriptor, ownsHandle: true);
        var added = false;
        try
        {
            userNamespace.DangerousAddRef(ref added);
            var attributes = new MountAttributes { Set = MapIds, Propagation = PropagatePrivate, UserNamespace = (ulong)userNamespace.DangerousGetHandle() };
            if (SetAttributes(SYS_mount_setattr, mount, "", EmptyPath | below, ref attributes, (nuint)Unsafe.SizeOf<MountAttributes>()) == 0)
            {
                refusal = null;
                return mount;
            }

            refusal = Errno.Last("map the ids of a mount of", directory);
        }
        finally
        {
            if (added)
            {
                userNamespace.DangerousRelease();
            }
        }

        mount.Dispose();
        return null;
    }

    /// <summary>Attaches a mount that is attached nowhere. Its descriptor stays one of the same mount.</summary>
    /// <param name="mount">The mount, as <see cref="TryClone"/> made it.</param>
    /// <param name="target">An existing directory, or a file for the mount of a file. What is mounted there already is covered.</param>
    public static void Attach(SafeFileHandle mount, string target)
    {
        if (Move(SYS_move_mount, mount, "", CurrentDirectory, target, MoveFromEmptyPath) != 0)
        {
            throw Errno.Last("mount at", target);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenTree(nint number, SafeFileHandle directory, string path, nint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint SetAttributes(nint number, SafeFileHandle mount, string path, nint flags, ref MountAttributes attributes, nuint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Move(nint number, SafeFileHandle mount, string from, nint directory, string target, nint flags);

    // struct mount_attr of mount_setattr(2).
    [StructLayout(LayoutKind.Sequential)]
    private struct MountAttributes
    {
        public ulong Set;
        public ulong Clear;
        public ulong Propagation;
        public ulong UserNamespace;
    }
}
