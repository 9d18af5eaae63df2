using System.Text;

namespace Youki.Runtime.TestImages;

/// <summary>Puts a layer together, entry by entry. Nothing is added by itself: parents are said, or left out on purpose.</summary>
public sealed class LayerBuilder
{
    private const string WhiteoutPrefix = ".wh.";
    private const string OpaqueMarker = ".wh..wh..opq";

    private readonly List<LayerEntry> _entries = [];

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<LayerEntry> Entries => _entries;

    public LayerBuilder Add(LayerEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public LayerBuilder Directory(string path, string mode = "755", long uid = 0, long gid = 0, FileTime? modifiedAt = null) =>
        Add(new() { Kind = EntryKind.Directory, Path = path, Mode = mode, Uid = uid, Gid = gid, ModifiedAt = modifiedAt ?? FileTime.Default });

    public LayerBuilder File(string path, byte[] content, string mode = "644", long uid = 0, long gid = 0, FileTime? modifiedAt = null, IReadOnlyDictionary<string, byte[]>? xattrs = null) =>
        Add(new()
        {
            Kind = EntryKind.File,
            Path = path,
            Content = content,
            Mode = mode,
            Uid = uid,
            Gid = gid,
            ModifiedAt = modifiedAt ?? FileTime.Default,
            Xattrs = xattrs ?? new Dictionary<string, byte[]>(),
        });

    public LayerBuilder File(string path, string content = "", string mode = "644", long uid = 0, long gid = 0, FileTime? modifiedAt = null, IReadOnlyDictionary<string, byte[]>? xattrs = null) =>
        File(path, Encoding.UTF8.GetBytes(content), mode, uid, gid, modifiedAt, xattrs);

    public LayerBuilder Symlink(string path, string target, long uid = 0, long gid = 0, FileTime? modifiedAt = null) =>
        Add(new() { Kind = EntryKind.Symlink, Path = path, LinkTarget = target, Mode = "777", Uid = uid, Gid = gid, ModifiedAt = modifiedAt ?? FileTime.Default });

    /// <summary>Adds a name to a file. As build tools do, the entry repeats what the file's own entry in this layer says of it.</summary>
    /// <param name="path">The new name.</param>
    /// <param name="target">The path of the file in the archive.</param>
    public LayerBuilder HardLink(string path, string target)
    {
        var file = _entries.LastOrDefault(entry => entry.Path == target) ?? new LayerEntry { Kind = EntryKind.File, Path = target };
        return Add(file with { Kind = EntryKind.HardLink, Path = path, LinkTarget = target, Content = [] });
    }

    public LayerBuilder CharacterDevice(string path, uint major, uint minor, string mode = "666") =>
        Add(new() { Kind = EntryKind.CharacterDevice, Path = path, Major = major, Minor = minor, Mode = mode });

    public LayerBuilder BlockDevice(string path, uint major, uint minor, string mode = "660") =>
        Add(new() { Kind = EntryKind.BlockDevice, Path = path, Major = major, Minor = minor, Mode = mode });

    public LayerBuilder Fifo(string path, string mode = "644") => Add(new() { Kind = EntryKind.Fifo, Path = path, Mode = mode });

    /// <summary>Takes away what a lower layer has at a path.</summary>
    public LayerBuilder Whiteout(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        return File($"{path[..slash]}{WhiteoutPrefix}{path[slash..]}");
    }

    /// <summary>Takes away all that lower layers have in a directory.</summary>
    public LayerBuilder Opaque(string directory) => File($"{directory}/{OpaqueMarker}");

    /// <summary>The layer as a tar.</summary>
    public byte[] ToTar()
    {
        using var tar = new MemoryStream();
        foreach (var entry in _entries)
        {
            PaxWriter.Write(tar, entry);
        }

        PaxWriter.WriteEnd(tar);
        return tar.ToArray();
    }
}
