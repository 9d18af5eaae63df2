using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>Makes what an entry stands for, in place of what the layer had under its name before.</summary>
internal sealed class EntryCreator(EntryCompletion completion, LayerDirectories directories, Overlay overlay)
{
    private const int OwnerOnly = 0x1C0; // 0700
    private const int OwnerReadWrite = 0x180; // 0600
    private const int PermissionBits = 0x1FF; // 0777

    private readonly LinkTarget _target = new(directories);

    /// <summary>Device nodes that could not be made for want of privileges.</summary>
    public int SkippedDevices { get; private set; }

    public void Create(TarParser parser, LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        var entry = parser.Entry;
        if (entry.Kind == TarKind.HardLink)
        {
            Link(entry, parent, name);
            return;
        }

        var (error, replaced) = TryMake(entry, parent, name, out var file);
        using (file)
        {
            if (error == Errno.EPERM && entry.Kind is TarKind.CharacterDevice or TarKind.BlockDevice && !Environment.IsPrivilegedProcess)
            {
                SkippedDevices++;
                return;
            }

            Check(entry, error);
            completion.Run(parser, parent, name, file);
            if (replaced && entry.Kind == TarKind.Directory)
            {
                MakeOpaque(parent, name);
            }
        }

        ForgetIf(replaced);
    }

    private static (int Error, bool Replaced) TryMake(TarEntry entry, LayerDirectory parent, ReadOnlySpan<byte> name, out SafeFileHandle? file)
    {
        var error = TryMakeOnce(entry, parent, name, out file);
        if (error != Errno.EEXIST)
        {
            return (error, false);
        }

        var existing = FileMetadata.TryOf(parent.Handle, name, out error);
        if (existing is null)
        {
            return (error, false);
        }

        if (entry.Kind == TarKind.Directory && existing.Value.Kind == FileKind.Directory)
        {
            return (0, false);
        }

        Remove(parent, name, existing.Value);
        return (TryMakeOnce(entry, parent, name, out file), true);
    }

    private static int TryMakeOnce(TarEntry entry, LayerDirectory parent, ReadOnlySpan<byte> name, out SafeFileHandle? file)
    {
        file = null;
        switch (entry.Kind)
        {
            case TarKind.Directory:
                return Entries.TryMakeDirectory(parent.Handle, name, OwnerOnly);
            case TarKind.SymbolicLink:
                return Entries.TryMakeSymbolicLink(LinkTarget.ToText(entry), parent.Handle, name);
            case TarKind.Fifo:
                return Entries.TryMakeNode(parent.Handle, name, FileKind.Fifo, OwnerReadWrite, 0);
            case TarKind.CharacterDevice or TarKind.BlockDevice:
                return TryMakeDevice(entry, parent, name);
            default:
                var flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
                var permissions = entry.Attributes.Count > 0 ? OwnerReadWrite : entry.Permissions & PermissionBits;
                file = Descriptor.TryOpenAt(parent.Handle, name, flags, ResolveFlags.NoLinks, out var error, permissions);
                return error;
        }
    }

    private static int TryMakeDevice(TarEntry entry, LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        if (entry is { Kind: TarKind.CharacterDevice, DeviceMajor: 0, DeviceMinor: 0 })
        {
            throw new EntryException("is the character device 0:0, which overlayfs would take for the mark of a deleted file");
        }

        var kind = entry.Kind == TarKind.CharacterDevice ? FileKind.CharacterDevice : FileKind.BlockDevice;
        return Entries.TryMakeNode(parent.Handle, name, kind, OwnerReadWrite, FileStatus.MakeDevice(entry.DeviceMajor, entry.DeviceMinor));
    }

    private void Link(TarEntry entry, LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        // Looking for the target drops the way that has led to the parent.
        parent.Keep();
        try
        {
            var target = _target.Find(entry, out var targetName, out var targetStatus);
            var error = Entries.TryLink(target.Handle, targetName, parent.Handle, name);
            var existing = error == Errno.EEXIST ? FileMetadata.TryOf(parent.Handle, name, out _) : null;
            if (existing is not null && existing.Value.Inode != targetStatus.Inode)
            {
                Remove(parent, name, existing.Value);
                error = Entries.TryLink(target.Handle, targetName, parent.Handle, name);
                directories.Forget();
            }

            Check(entry, error == Errno.EEXIST ? 0 : error);
        }
        finally
        {
            parent.Release();
        }
    }

    private void MakeOpaque(LayerDirectory parent, ReadOnlySpan<byte> name)
    {
        var directory = new LayerDirectory(EntryCompletion.Open(parent, name), parent);
        overlay.MakeOpaque(directory);
        directory.Release();
    }

    private static void Remove(LayerDirectory parent, ReadOnlySpan<byte> name, FileStatus existing)
    {
        if (existing.Kind == FileKind.Directory)
        {
            FileTree.Delete(parent.Handle, name.ToArray(), Descriptor.RealPath(parent.Handle));
            return;
        }

        var error = Entries.TryRemoveFile(parent.Handle, name);
        if (error != 0)
        {
            throw new NativeException("remove", RawName.ToText(name), error);
        }
    }

    // What was taken away may have been on the way, or a link that led somewhere.
    private void ForgetIf(bool replaced)
    {
        if (replaced)
        {
            directories.Forget();
        }
    }

    private static void Check(TarEntry entry, int error)
    {
        if (error != 0)
        {
            throw new NativeException("unpack", Encoding.UTF8.GetString(entry.Path.Span), error);
        }
    }
}
