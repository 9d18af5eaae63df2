using System.Text;
using Youki.Runtime.Images.Layers.Manifest;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// Whom the files of a layer belong to. In an ordinary user's store all are the user's on disk, and the layer's manifest says whose they are; only what it does
/// not share with most files is held here. Of a directory without a manifest, the disk says it.
/// </summary>
internal sealed class LayerOwners
{
    private readonly Dictionary<string, LayerOwner> _special = [];
    private readonly IdMappings? _mappings;

    private LayerOwners(IdMappings? mappings) => _mappings = mappings;

    /// <summary>Whether there may be a file that is not simply root's.</summary>
    public bool AnySpecial { get; private set; }

    /// <summary>Of a directory of this host: files of this user are root's in a container, those of the user's subordinate ids are what these are there.</summary>
    public static LayerOwners OfDisk(IdMappings mappings) => new(mappings) { AnySpecial = true };

    /// <summary>Of a layer of the store.</summary>
    /// <exception cref="InvalidDataException">The manifest is damaged.</exception>
    public static LayerOwners OfManifest(string path)
    {
        var owners = new LayerOwners(null);
        using var manifest = new LayerManifestReader(File.OpenRead(path));
        manifest.Begin();
        var way = new Stack<string>();
        while (manifest.Read() is { } record)
        {
            if (record.Kind == ManifestRecordKind.DirectoryBegin)
            {
                way.Push(way.Count == 0 ? "" : PathOf(way.Peek(), record.Name));
                continue;
            }

            owners.Note(record, record.Kind == ManifestRecordKind.DirectoryEnd ? way.Pop() : PathOf(way.Peek(), record.Name));
        }

        return owners;
    }

    /// <summary>The path of a name, as it is asked for here: each byte one character.</summary>
    public static string PathOf(string directory, ReadOnlySpan<byte> name)
    {
        var text = Encoding.Latin1.GetString(name.TrimEnd((byte)0));
        return directory.Length == 0 ? text : $"{directory}/{text}";
    }

    /// <summary>Whom a file belongs to.</summary>
    /// <param name="path">Its path in the layer.</param>
    /// <param name="status">Its status on disk.</param>
    public LayerOwner Of(string path, FileStatus status) =>
        _mappings is { } mappings ? new LayerOwner(Inside(mappings.Uids, status.Uid), Inside(mappings.Gids, status.Gid), status.Permissions)
        : _special.TryGetValue(path, out var owner) ? owner
        : new LayerOwner(0, 0, status.Permissions);

    private static uint Inside(IReadOnlyList<LinuxIdMapping> ranges, uint id) =>
        ranges.FirstOrDefault(range => id >= range.HostId && id - range.HostId < range.Size) is { } range ? range.ContainerId!.Value + (id - range.HostId!.Value) : id;

    private void Note(ManifestRecord record, string path)
    {
        _special[path] = new LayerOwner(record.Uid, record.Gid, record.Permissions);
        AnySpecial |= record.Attributes is not null || record.Uid != 0 || record.Gid != 0;
        if (record is { Uid: 0, Gid: 0 } && IsUsual(record))
        {
            _special.Remove(path);
        }
    }

    // Files that are on disk as the layer has them: readable and writable by their owner, and nothing more unusual.
    private static bool IsUsual(ManifestRecord record) => record.Kind switch
    {
        ManifestRecordKind.SymbolicLink => true,
        ManifestRecordKind.DirectoryEnd => (record.Permissions & ~0x1FF) == 0 && (record.Permissions & 0x1C0) == 0x1C0,
        _ => (record.Permissions & ~0x1FF) == 0 && (record.Permissions & 0x180) == 0x180,
    };
}
