namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// What is remembered of the files of a layer until all of them are there, by inode number: a name may be replaced, and a file may have several.
/// </summary>
internal sealed class LayerNotes
{
    /// <summary>XxHash128 of what regular files hold.</summary>
    public Dictionary<ulong, UInt128> Contents { get; } = [];

    public Dictionary<ulong, DirectoryAttributes> Directories { get; } = [];

    /// <summary>Files that were given extended attributes.</summary>
    public HashSet<ulong> WithAttributes { get; } = [];
}
