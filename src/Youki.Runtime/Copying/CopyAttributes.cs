using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>Which owner, mode, time and extended attributes a copied file gets.</summary>
/// <param name="archive">Whether owners and extended attributes are the source's.</param>
/// <param name="isHost">Whether the files come to the host: without their owner, setuid and setgid would give the caller's rights away.</param>
/// <param name="mappings">Which ids of the host own the files of the container they come to. Null: its own are the host's.</param>
internal sealed class CopyAttributes(bool archive, bool isHost, IdMappings? mappings)
{
    private const int WithoutSetIds = 0x3FF; // 01777

    public void Set(TarEntry entry, SafeFileHandle node)
    {
        SetOwner(node, entry.Uid, entry.Gid);
        SetExtended(entry, node);
        if (entry.Kind != TarKind.SymbolicLink)
        {
            FileMetadata.SetPermissions(node, PermissionsOf(entry));
        }

        FileMetadata.SetModified(node, entry.Modified);
    }

    /// <summary>Sets the owner; it also clears setuid, setgid and file capabilities.</summary>
    public void SetOwner(SafeFileHandle node, uint uid, uint gid)
    {
        if (archive)
        {
            Own(node, uid, gid);
        }
        else if (!isHost)
        {
            Own(node, 0, 0);
        }
    }

    public void SetExtended(TarEntry entry, SafeFileHandle node)
    {
        if (archive && entry.Attributes.Count > 0)
        {
            EntryAttributes.Apply(entry, node, mappings);
        }
    }

    private void Own(SafeFileHandle node, uint uid, uint gid)
    {
        if (mappings is not null)
        {
            (uid, gid) = (mappings.HostUid(uid) ?? OwnerShift.Nobody, mappings.HostGid(gid) ?? OwnerShift.Nobody);
        }

        EntryOwner.Set(node, RawName.Empty, uid, gid);
    }

    public int PermissionsOf(TarEntry entry) => isHost && !archive ? entry.Permissions & WithoutSetIds : entry.Permissions;
}
