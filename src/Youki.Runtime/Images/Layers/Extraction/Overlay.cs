using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// The marks by which overlayfs knows what a layer takes away from those below: a character device 0:0, and an attribute of directories that hide what is
/// below. Without privileges the attribute is that of mounts with <c>userxattr</c>. Source: Documentation/filesystems/overlayfs.rst.
/// </summary>
internal sealed class Overlay(LayerNotes notes)
{
    private static readonly byte[] Yes = "y"u8.ToArray();

    private static readonly byte[] OpaqueAttribute =
        Environment.IsPrivilegedProcess ? "trusted.overlay.opaque\0"u8.ToArray() : "user.overlay.opaque\0"u8.ToArray();

    public static bool IsWhiteout(FileStatus status) => status is { Kind: FileKind.CharacterDevice, SpecialDevice: 0 };

    /// <summary>Marks a directory as hiding what lower layers have in it.</summary>
    public void MakeOpaque(LayerDirectory directory)
    {
        if (directory.IsOpaque)
        {
            return;
        }

        var error = ExtendedAttributes.TrySet(directory.Handle, OpaqueAttribute, Yes);
        if (error != 0)
        {
            throw new NativeException($"set {RawName.ToText(OpaqueAttribute)} of", Descriptor.RealPath(directory.Handle), error);
        }

        directory.IsOpaque = true;
        notes.WithAttributes.Add(FileMetadata.Of(directory.Handle).Inode);
    }

    /// <summary>Marks a name as deleted. A layer deletes only what is below it: what it has under this name itself stays, whichever comes first.</summary>
    public void MakeWhiteout(LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        var error = Entries.TryMakeNode(parent.Handle, name, FileKind.CharacterDevice, 0, 0);
        if (error == Errno.EEXIST)
        {
            HideBelow(parent, name);
        }
        else if (error != 0)
        {
            throw new NativeException("mark as deleted", RawName.ToText(name), error);
        }
    }

    // A file hides what is below by itself; a directory would be merged with it.
    private void HideBelow(LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        var flags = OpenFlags.PathOnly | OpenFlags.Directory | OpenFlags.NoFollow;
        var handle = Descriptor.TryOpenAt(parent.Handle, name, flags, ResolveFlags.NoMagicLinks, out var error);
        if (handle is not null)
        {
            var directory = new LayerDirectory(handle, parent);
            MakeOpaque(directory);
            directory.Release();
        }
        else if (error != Errno.ENOTDIR)
        {
            throw new NativeException("open directory", RawName.ToText(name), error);
        }
    }
}
