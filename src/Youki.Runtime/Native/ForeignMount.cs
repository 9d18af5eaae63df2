using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Shows in this mount namespace what is mounted in another one. Source: open_tree(2), move_mount(2).</summary>
internal static partial class ForeignMount
{
    private const int OPEN_TREE = 428;
    private const int MOVE_MOUNT = 429;
    private const uint CloneTree = 1;
    private const uint CloseOnExec = 0x80000;
    private const uint EmptyPath = 0x1000;
    private const uint FromEmptyPath = 4;
    private const int CurrentDirectory = -100;
    private const int CLONE_FS = 0x200;

    /// <summary>Mounts here what is mounted there.</summary>
    /// <param name="mountNamespace">The other mount namespace.</param>
    /// <param name="path">A mount there, absolute; no link is followed.</param>
    /// <param name="target">An existing directory here.</param>
    /// <exception cref="NativeException">It is not there, or is no mount.</exception>
    public static void Show(SafeFileHandle mountNamespace, string path, string target)
    {
        SafeFileHandle? tree = null;
        OwnThread.Run(() => tree = Clone(mountNamespace, path));
        using (tree)
        {
            if (MoveMount(MOVE_MOUNT, tree!, string.Empty, CurrentDirectory, target, FromEmptyPath) != 0)
            {
                throw Errno.Last("mount at", target);
            }
        }
    }

    private static SafeFileHandle Clone(SafeFileHandle mountNamespace, string path)
    {
        // A thread that shares its root directory with others cannot go elsewhere.
        if (Unshare(CLONE_FS) != 0 || SetNamespace(mountNamespace, 0) != 0)
        {
            throw Errno.Last("enter the mount namespace", mountNamespace);
        }

        using var root = Descriptor.OpenDirectory("/");
        using var place = Descriptor.OpenAt(root, RawName.From(path), OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.InRoot | ResolveFlags.NoLinks);
        if (FileMetadata.Of(place).IsMountRoot == false)
        {
            throw new NativeException("find a mount at", path, Errno.EINVAL);
        }

        var tree = OpenTree(OPEN_TREE, place, string.Empty, CloneTree | CloseOnExec | EmptyPath);
        return tree >= 0 ? new SafeFileHandle(tree, ownsHandle: true) : throw Errno.Last("copy the mount", path);
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeFileHandle file, int type);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenTree(nint number, SafeFileHandle directory, string path, nuint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint MoveMount(nint number, SafeFileHandle from, string fromPath, nint to, string toPath, nuint flags);
}
