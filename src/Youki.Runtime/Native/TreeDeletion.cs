using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// Deletes a tree by descriptors. It follows no link, enters no other mount, and may be broken off and begun again at any point.
/// Modes and flags (chattr) that a container left are lifted where they are in the way.
/// </summary>
internal sealed class TreeDeletion(SafeFileHandle start, string startPath, CancellationToken cancellationToken) : IDisposable
{
    private const int OwnerOnly = 0x1C0; // 0700

    private readonly DirectoryStack _stack = new(startPath);
    private readonly Stack<Frame> _frames = new();

    private SafeFileHandle Directory => _stack.Depth == 0 ? start : _stack.Current;

    public void Run(byte[] name)
    {
        Remove(new DirectoryEntry(name, FileKind.Unknown));
        while (_frames.TryPeek(out var frame))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (frame.Pending.Count == 0)
            {
                frame.Pending = DirectoryReader.ReadSome(Directory);
            }

            if (frame.Pending.TryDequeue(out var entry))
            {
                frame.HasWorked = true;
                Remove(entry);
            }
            else
            {
                LeaveDirectory(frame);
            }
        }
    }

    public void Dispose() => _stack.Dispose();

    private void Remove(DirectoryEntry entry)
    {
        if (entry.Kind != FileKind.Directory)
        {
            var error = Insist(() => Entries.TryRemoveFile(Directory, entry.Name), entry.Name);
            if (error is 0 or Errno.ENOENT)
            {
                return;
            }

            if (error != Errno.EISDIR)
            {
                throw new NativeException("delete", _stack.Describe(entry.Name), error);
            }
        }

        if (!RemoveDirectory(entry.Name))
        {
            EnterDirectory(entry.Name);
        }
    }

    private bool RemoveDirectory(byte[] name) => Insist(() => Entries.TryRemoveDirectory(Directory, name), name) switch
    {
        0 or Errno.ENOENT => true,
        Errno.ENOTEMPTY or Errno.EEXIST => false,
        var error => throw new NativeException("delete", _stack.Describe(name), error),
    };

    private void EnterDirectory(byte[] name)
    {
        var handle = TryOpen(name, OpenFlags.ReadOnly | OpenFlags.Directory, out var error);
        if (handle is null && error == Errno.EACCES)
        {
            using var locked = TryOpen(name, OpenFlags.PathOnly | OpenFlags.Directory, out error);
            if (locked is not null)
            {
                FileMetadata.SetPermissions(locked, OwnerOnly);
                handle = TryOpen(name, OpenFlags.ReadOnly | OpenFlags.Directory, out error);
            }
        }

        if (handle is not null)
        {
            _stack.Push(handle, name);
            _frames.Push(new Frame());
        }
        else if (error != Errno.ENOENT)
        {
            throw new NativeException(error == Errno.EXDEV ? "delete through the mount at" : "delete", _stack.Describe(name), error);
        }
    }

    // Names may be passed over while a directory shrinks under the reader; then it is not empty yet, and is gone through once more.
    private void LeaveDirectory(Frame frame)
    {
        var name = _stack.CurrentName;
        _stack.Pop();
        _frames.Pop();
        if (RemoveDirectory(name))
        {
            return;
        }

        if (!frame.HasWorked)
        {
            throw new NativeException("delete", _stack.Describe(name), Errno.ENOTEMPTY);
        }

        EnterDirectory(name);
    }

    private int Insist(Func<int> remove, byte[] name)
    {
        var error = remove();
        var lifted = error switch
        {
            Errno.EACCES => LiftPermissions(),
            Errno.EPERM => LiftFlags(name),
            _ => false,
        };
        return lifted ? remove() : error;
    }

    private bool LiftPermissions()
    {
        if (_stack.Depth == 0)
        {
            return false;
        }

        FileMetadata.SetPermissions(_stack.Current, OwnerOnly);
        return true;
    }

    private bool LiftFlags(byte[] name)
    {
        var lifted = _stack.Depth > 0 && InodeFlags.TryMakeChangeable(_stack.Current);
        if (FileMetadata.TryOf(Directory, name, out _)?.Kind is not (FileKind.Regular or FileKind.Directory))
        {
            return lifted;
        }

        using var handle = TryOpen(name, OpenFlags.ReadOnly | OpenFlags.NonBlocking, out _);
        return (handle is not null && InodeFlags.TryMakeChangeable(handle)) || lifted;
    }

    private SafeFileHandle? TryOpen(byte[] name, int flags, out int error) =>
        Descriptor.TryOpenAt(Directory, name, flags | OpenFlags.NoFollow, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, out error);

    private sealed class Frame
    {
        public Queue<DirectoryEntry> Pending { get; set; } = new();

        public bool HasWorked { get; set; }
    }
}
