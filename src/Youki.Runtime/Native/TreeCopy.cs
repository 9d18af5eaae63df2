using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Copies a tree by descriptors: nothing is followed, no other mount is entered, and depth is bounded by the disk alone.</summary>
internal sealed class TreeCopy(string sourcePath, string targetPath, IdMappings? mappings, CancellationToken cancellationToken) : IDisposable
{
    private const int OwnerOnly = 0x1C0; // 0700

    private readonly DirectoryStack _source = new(sourcePath);
    private readonly DirectoryStack _target = new(targetPath);
    private readonly Stack<Queue<DirectoryEntry>> _pending = new();
    private readonly HardLinkStage _links = new();

    public void Run(SafeFileHandle source, SafeFileHandle target)
    {
        Push(Descriptor.Reopen(source, OpenFlags.ReadOnly | OpenFlags.Directory), Descriptor.Reopen(target, OpenFlags.ReadOnly | OpenFlags.Directory), []);
        _links.Root = target;
        while (_pending.TryPeek(out var pending))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pending.TryDequeue(out var entry))
            {
                CopyEntry(entry.Name);
            }
            else
            {
                LeaveDirectory();
            }
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
        _links.Dispose();
    }

    private void CopyEntry(byte[] name)
    {
        var status = FileMetadata.TryOf(_source.Current, name, out var error) ?? throw new NativeException("copy", _source.Describe(name), error);
        if (status.Kind == FileKind.Directory)
        {
            EnterDirectory(name, status);
        }
        else if (status.Links > 1)
        {
            CopyLinked(name, status);
        }
        else
        {
            CopyNode(name, status, _target.Current, name);
        }
    }

    private void EnterDirectory(byte[] name, FileStatus status)
    {
        Check(Entries.TryMakeDirectory(_target.Current, name, OwnerOnly), name);
        var target = Open(_target.Current, name, OpenFlags.ReadOnly | OpenFlags.Directory, out var error) ?? throw new NativeException("copy", _target.Describe(name), error);
        var source = Open(_source.Current, name, OpenFlags.ReadOnly | OpenFlags.Directory, out error);
        if (source is not null)
        {
            Push(source, target, name);
            return;
        }

        using (target)
        {
            if (error != Errno.EXDEV)
            {
                throw new NativeException("copy", _source.Describe(name), error);
            }

            // Something is mounted here. As with an overlay, only the mount point belongs to the image.
            NodeAttributes.Copy(null, status, target, mappings);
        }
    }

    private void LeaveDirectory()
    {
        if (_source.Depth == 1)
        {
            _links.Remove(targetPath, cancellationToken);
        }

        NodeAttributes.Copy(_source.Current, FileMetadata.Of(_source.Current), _target.Current, mappings);
        _source.Pop();
        _target.Pop();
        _pending.Pop();
    }

    private void CopyLinked(byte[] name, FileStatus status)
    {
        var error = _links.TryLink(status, _target.Current, name);
        if (error == Errno.ENOENT)
        {
            if (!CopyNode(name, status, _links.Directory, _links.Add(status)))
            {
                return;
            }

            error = _links.TryLink(status, _target.Current, name);
        }

        Check(error, name);
    }

    private bool CopyNode(byte[] name, FileStatus status, SafeFileHandle directory, byte[] targetName)
    {
        switch (status.Kind)
        {
            case FileKind.Regular:
                CopyRegular(name, status, directory, targetName);
                return true;
            case FileKind.SymbolicLink:
                Check(Entries.TryMakeSymbolicLink(Entries.ReadSymbolicLink(_source.Current, name), directory, targetName), name);
                break;
            // A device 0:0 is overlayfs's own mark of a deleted file: through an overlay it would not be seen either.
            case FileKind.Socket or FileKind.CharacterDevice when status.SpecialDevice == 0:
                return false;
            default:
                var error = Entries.TryMakeNode(directory, targetName, status.Kind, 0, status.SpecialDevice);
                if (error == Errno.EPERM && !Environment.IsPrivilegedProcess)
                {
                    return false;
                }

                Check(error, name);
                break;
        }

        using var target = Descriptor.OpenAt(directory, targetName, OpenFlags.PathOnly | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing);
        using var source = Open(_source.Current, name, OpenFlags.PathOnly, out _);
        NodeAttributes.Copy(source, status, target, mappings);
        return true;
    }

    private void CopyRegular(byte[] name, FileStatus status, SafeFileHandle directory, byte[] targetName)
    {
        using var source = Open(_source.Current, name, OpenFlags.ReadOnly | OpenFlags.NonBlocking, out var error);
        if (source is null && error != Errno.EXDEV)
        {
            throw new NativeException("copy", _source.Describe(name), error);
        }

        var flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow;
        using var target = Descriptor.OpenAt(directory, targetName, flags, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, mode: 0x180);
        if (source is not null)
        {
            FileContent.Copy(source, target, status.Size, cancellationToken);
        }

        NodeAttributes.Copy(source, status, target, mappings);
    }

    private void Push(SafeFileHandle source, SafeFileHandle target, byte[] name)
    {
        _source.Push(source, name);
        _target.Push(target, name);
        _pending.Push(DirectoryReader.ReadAll(source));
    }

    private void Check(int error, byte[] name)
    {
        if (error != 0)
        {
            throw new NativeException("copy", _target.Describe(name), error);
        }
    }

    private static SafeFileHandle? Open(SafeFileHandle directory, byte[] name, int flags, out int error) =>
        Descriptor.TryOpenAt(directory, name, flags | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, out error);
}
