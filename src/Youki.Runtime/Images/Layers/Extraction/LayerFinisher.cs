using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Layers.Manifest;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// Walks through a layer whose files are all there: gives each directory its attributes when everything in it is done, so that none undoes another, and
/// writes the manifest of what the walk meets.
/// </summary>
internal sealed class LayerFinisher(LayerNotes notes, LayerManifestWriter? manifest) : IDisposable
{
    private readonly DirectoryStack _stack = new("");
    private readonly Stack<Queue<byte[]>> _pending = new();
    private readonly Dictionary<ulong, int> _linkGroups = [];

    public void Run(SafeFileHandle root, CancellationToken cancellationToken)
    {
        manifest?.Begin();
        Enter(Descriptor.OpenAt(root, ".\0"u8, OpenFlags.ReadOnly | OpenFlags.Directory, ResolveFlags.NoLinks), []);
        while (_pending.TryPeek(out var pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pending.TryDequeue(out var name))
            {
                Visit(name);
            }
            else
            {
                Leave();
            }
        }

        manifest?.Complete();
    }

    public void Dispose() => _stack.Dispose();

    private void Visit(byte[] name)
    {
        var status = FileMetadata.TryOf(_stack.Current, name, out var error) ?? throw new NativeException("read the status of", _stack.Describe(name), error);
        if (status.Kind == FileKind.Directory)
        {
            Enter(Descriptor.OpenAt(_stack.Current, name, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, ResolveFlags.NoLinks), name);
            return;
        }

        manifest?.Write(InLayer(ManifestRecords.Of(name, status), status.Inode) with
        {
            Content = status.Kind == FileKind.Regular ? notes.Contents[status.Inode] : default,
            Target = status.Kind == FileKind.SymbolicLink ? Entries.ReadSymbolicLink(_stack.Current, name) : [],
            LinkGroup = status.Links > 1 ? LinkGroupOf(status) : 0,
            Attributes = notes.WithAttributes.Contains(status.Inode) ? AttributesOf(name) : null,
        });
    }

    private void Enter(SafeFileHandle directory, byte[] name)
    {
        _stack.Push(directory, name);
        _pending.Push(SortedDirectory.Read(directory));
        manifest?.Write(new ManifestRecord { Kind = ManifestRecordKind.DirectoryBegin, Name = name });
    }

    private void Leave()
    {
        var directory = _stack.Current;
        var inode = FileMetadata.Of(directory).Inode;
        var attributes = notes.Directories[inode];
        EntryOwner.Set(directory, attributes.Uid, attributes.Gid);
        OpenedFile.SetPermissions(directory, StoredPermissions.OfDirectory(attributes.Permissions));
        OpenedFile.SetModified(directory, attributes.Modified);
        notes.Withhold(inode, attributes.Uid, attributes.Gid, attributes.Permissions);
        manifest?.Write(InLayer(ManifestRecords.Of([], FileMetadata.Of(directory)), inode) with
        {
            Attributes = notes.WithAttributes.Contains(inode) ? AttributeHash.Of(directory) : null,
            IsImplied = attributes.IsImplied,
        });
        _stack.Pop();
        _pending.Pop();
    }

    private ManifestRecord InLayer(ManifestRecord record, ulong inode) =>
        notes.Withheld.TryGetValue(inode, out var withheld) ? record with { Uid = withheld.Uid, Gid = withheld.Gid, Permissions = withheld.Permissions } : record;

    private int LinkGroupOf(FileStatus status) =>
        _linkGroups.TryGetValue(status.Inode, out var group) ? group : _linkGroups[status.Inode] = _linkGroups.Count + 1;

    private UInt128? AttributesOf(byte[] name)
    {
        using var node = Descriptor.OpenAt(_stack.Current, name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMagicLinks);
        return AttributeHash.Of(node);
    }
}
