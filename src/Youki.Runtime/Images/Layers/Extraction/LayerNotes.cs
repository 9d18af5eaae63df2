using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// What is remembered of the files of a layer until all of them are there, by inode number: a name may be replaced, and a file may have several.
/// </summary>
internal sealed class LayerNotes
{
    /// <summary>XxHash128 of what regular files hold.</summary>
    public Dictionary<ulong, UInt128> Contents { get; } = [];

    public Dictionary<ulong, DirectoryAttributes> Directories { get; } = [];

    /// <summary>Owners and modes that files have in the layer, and not on disk: whoever unpacks it may not give them. Empty for root.</summary>
    public Dictionary<ulong, (uint Uid, uint Gid, int Permissions)> Withheld { get; } = [];

    /// <summary>Files that were given extended attributes.</summary>
    public HashSet<ulong> WithAttributes { get; } = [];

    /// <summary>Notes what a file has in the layer, where it cannot have it on disk.</summary>
    public void Withhold(ulong inode, uint uid, uint gid, int permissions)
    {
        if (!CurrentUser.IsRoot)
        {
            Withheld[inode] = (uid, gid, permissions);
        }
    }
}
