using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>
/// Holds what was found for a mount by a bind mount of our own, already with the flags that the container will see: the runtime mounts it from there, and
/// nothing can be put in its place between the check and the use.
/// </summary>
internal static class MountPin
{
    private const int FilePermissions = 0x180; // 0600

    /// <summary>Makes it.</summary>
    /// <param name="pins">The directory of the pins.</param>
    /// <param name="mount">The mount.</param>
    /// <param name="inputs">The container.</param>
    /// <returns>Its path.</returns>
    public static string Make(string pins, PlannedMount mount, SpecInputs inputs)
    {
        var path = Path.Combine(pins, VolumesLayout.NameOf(mount.Number!.Value));
        using var directory = Descriptor.OpenDirectory(pins);
        var name = RawName.From(VolumesLayout.NameOf(mount.Number.Value));
        var error = mount.IsDirectory ? Entries.TryMakeDirectory(directory, name, FilePermissions) : Entries.TryMakeNode(directory, name, FileKind.Regular, FilePermissions, 0);
        if (error != 0)
        {
            throw new NativeException("make", path, error);
        }

        if (mount.Mount is TmpfsMount tmpfs)
        {
            // Not by the runtime: runc 1.1 gives it the mode of the place in the image.
            FileSystemMount.FileSystem("tmpfs", path, "tmpfs", MountOptions.FlagsOf(tmpfs), MountOptions.OfTmpfs(tmpfs, inputs.IdMappings));
            return path;
        }

        var bind = mount.Mount as BindMount;
        using var tree = MountTree.Clone(mount.Source!, bind?.NonRecursive != true);
        Propagate(tree, bind?.Propagation ?? MountPropagation.RecursivePrivate);
        Map(tree, mount, inputs.IdMappings);
        if (MountOptions.IsReadOnly(mount.Mount!))
        {
            MountTree.SetAttributes(tree, new MountAttributes { Set = MountAttributes.ReadOnly }, bind?.RecursiveReadOnly == true);
        }

        using var target = Descriptor.OpenAt(directory, name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoLinks);
        MountTree.Attach(tree, target);
        return path;
    }

    private static void Map(SafeFileHandle tree, PlannedMount mount, IdMappings? mappings)
    {
        if (!mount.IsMapped(mappings))
        {
            return;
        }

        using var userNamespace = UserNamespace.Create(mappings!);
        try
        {
            var attributes = new MountAttributes { Set = MountAttributes.IdMapped, UserNamespace = (ulong)userNamespace.DangerousGetHandle() };
            MountTree.SetAttributes(tree, attributes, recursive: mount.Mount is BindMount { NonRecursive: not true });
        }
        catch (NativeException exception)
        {
            throw new MountException(
                mount.Target,
                $"Nothing can be mounted at '{mount.Target}': the file system of its source cannot map owners to the container's ids. Use one that can (ext4, xfs, btrfs, and tmpfs since Linux 6.3), or no user namespace.",
                exception);
        }
    }

    private static void Propagate(SafeFileHandle tree, MountPropagation propagation)
    {
        var type = propagation switch
        {
            MountPropagation.Private or MountPropagation.RecursivePrivate => MountAttributes.Private,
            MountPropagation.Slave or MountPropagation.RecursiveSlave => MountAttributes.Slave,
            _ => 0UL,
        };
        if (type != 0)
        {
            MountTree.SetAttributes(tree, new MountAttributes { Propagation = type }, recursive: true);
        }
    }
}
