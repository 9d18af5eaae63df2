using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Root of a container's user namespace, an ordinary user of the host, as which runtimes make the container.</summary>
internal static class MappedRoot
{
    private const int GroupMayPass = 0x1C8; // 0710

    /// <summary>Gives it a file of the host, which it could not write otherwise; where there are no mappings, nothing is done.</summary>
    public static void Own(SafeFileHandle node, IdMappings? mappings)
    {
        if (mappings is not null)
        {
            SetOwner(node, UidOf(mappings), GidOf(mappings));
        }
    }

    /// <summary>
    /// Lets it, and no other user of the host, pass through a directory of the host to what it knows the name of: the directory gets its group. Runtimes
    /// find the root file system and what they bind by their paths. Where there are no mappings, nothing is done.
    /// </summary>
    public static void Admit(string directory, IdMappings? mappings)
    {
        if (mappings is null)
        {
            return;
        }

        using var handle = Descriptor.OpenDirectory(directory);
        SetOwner(handle, FileMetadata.Of(handle).Uid, GidOf(mappings));
        FileMetadata.SetPermissions(handle, GroupMayPass);
    }

    private static uint UidOf(IdMappings mappings) => mappings.HostUid(0) ?? OwnerShift.Nobody;

    private static uint GidOf(IdMappings mappings) => mappings.HostGid(0) ?? OwnerShift.Nobody;

    private static void SetOwner(SafeFileHandle node, uint uid, uint gid)
    {
        var error = FileMetadata.TrySetOwner(node, uid, gid);
        if (error != 0)
        {
            throw new NativeException("set the owner of", Descriptor.RealPath(node), error);
        }
    }
}
