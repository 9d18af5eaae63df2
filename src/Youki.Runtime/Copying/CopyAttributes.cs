using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Extraction;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>Which owner, mode, time and extended attributes a copied file gets.</summary>
/// <param name="archive">Whether owners and extended attributes are the source's.</param>
/// <param name="isHost">Whether the files come to the host: without their owner, setuid and setgid would give the caller's rights away.</param>
internal sealed class CopyAttributes(bool archive, bool isHost)
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
            EntryOwner.Set(node, RawName.Empty, uid, gid);
        }
        else if (!isHost)
        {
            EntryOwner.Set(node, RawName.Empty, 0, 0);
        }
    }

    public void SetExtended(TarEntry entry, SafeFileHandle node)
    {
        if (archive && entry.Attributes.Count > 0)
        {
            EntryAttributes.Apply(entry, node);
        }
    }

    public int PermissionsOf(TarEntry entry) => isHost && !archive ? entry.Permissions & WithoutSetIds : entry.Permissions;
}
