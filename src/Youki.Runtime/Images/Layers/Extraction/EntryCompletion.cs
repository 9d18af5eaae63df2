using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>Fills what was made for an entry and gives it its attributes, but for those of directories, which wait until everything in them is made.</summary>
internal sealed class EntryCompletion(LayerNotes notes)
{
    private readonly FileWriter _files = new(notes);

    /// <param name="parser">At the entry.</param>
    /// <param name="parent">Where it was made.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="file">Open for writing, where it is a regular file.</param>
    public void Run(TarParser parser, LayerDirectory parent, ReadOnlySpan<byte> name, SafeFileHandle? file)
    {
        var entry = parser.Entry;
        if (file is not null)
        {
            _files.Write(parser, file);
        }
        else if (entry.Kind == TarKind.SymbolicLink && entry.Attributes.Count == 0)
        {
            EntryOwner.Set(parent.Handle, name, entry.Uid, entry.Gid);
            FileMetadata.SetModified(parent.Handle, name, entry.Modified);
            Withhold(entry, FileMetadata.TryOf(parent.Handle, name, out _));
        }
        else if (entry.Kind == TarKind.Directory && entry.Attributes.Count == 0)
        {
            var status = FileMetadata.TryOf(parent.Handle, name, out var error) ?? throw new NativeException("unpack", RawName.ToText(name), error);
            notes.Directories[status.Inode] = DirectoryAttributes.Of(entry);
        }
        else
        {
            using var node = Open(parent, name);
            CompleteNode(entry, node);
        }
    }

    /// <summary>Notes what a directory gets in the end, when everything in it is there, and sets its extended attributes.</summary>
    public void SetDirectory(TarEntry entry, SafeFileHandle directory)
    {
        var inode = FileMetadata.Of(directory).Inode;
        notes.Directories[inode] = DirectoryAttributes.Of(entry);
        if (EntryAttributes.Apply(entry, directory))
        {
            notes.WithAttributes.Add(inode);
        }
    }

    private void CompleteNode(TarEntry entry, SafeFileHandle node)
    {
        if (entry.Kind == TarKind.Directory)
        {
            SetDirectory(entry, node);
            return;
        }

        EntryOwner.Set(node, RawName.Empty, entry.Uid, entry.Gid);
        if (EntryAttributes.Apply(entry, node))
        {
            notes.WithAttributes.Add(FileMetadata.Of(node).Inode);
        }

        Withhold(entry, FileMetadata.Of(node));
        if (entry.Kind != TarKind.SymbolicLink)
        {
            FileMetadata.SetPermissions(node, entry.Kind == TarKind.CharacterDevice ? entry.Permissions : StoredPermissions.OfFile(entry.Permissions));
        }

        FileMetadata.SetModified(node, entry.Modified);
    }

    private void Withhold(TarEntry entry, FileStatus? status)
    {
        if (status is { } found)
        {
            notes.Withhold(found.Inode, entry.Uid, entry.Gid, found.Kind == FileKind.SymbolicLink ? found.Permissions : entry.Permissions);
        }
    }

    /// <summary>Names what is at a name, be it a link.</summary>
    public static SafeFileHandle Open(LayerDirectory parent, ReadOnlySpan<byte> name) =>
        Descriptor.OpenAt(parent.Handle, name, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMagicLinks);
}
