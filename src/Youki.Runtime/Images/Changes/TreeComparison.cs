using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Changes;

/// <summary>
/// Finds what a container has changed, walking both trees side by side by descriptors. A directory counts as modified where something in it was, as with
/// <c>docker diff</c>; of a deleted directory only itself is told. In a copied root file system, what differs is found by kind, mode, owner, size and time:
/// a file that was changed and given back its old size and time is not seen.
/// </summary>
/// <param name="tree">The trees.</param>
/// <param name="mountPoints">Paths that are looked at no closer: what the container sees there is no part of the trees.</param>
/// <param name="cancellationToken">Ends the comparison.</param>
internal sealed class TreeComparison(ChangedTree tree, PathSet mountPoints, CancellationToken cancellationToken) : IDisposable
{
    private readonly DirectoryStack _changed = new("/");
    private readonly DirectoryStack _original = new("/");
    private readonly Stack<ComparedDirectory> _directories = new();
    private readonly List<TreeChange> _changes = [];

    // How many of the directories on the way are in the changed tree alone.
    private int _alone;

    /// <summary>All changes, sorted by the bytes of their paths: a directory stands before what is in it.</summary>
    public IReadOnlyList<TreeChange> Run()
    {
        Push(Reopen(tree.Changed), Reopen(tree.Original), [], [], null);
        while (_directories.TryPeek(out var directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (directory.Names.TryDequeue(out var name))
            {
                Compare(directory, name);
            }
            else
            {
                Leave();
            }
        }

        _changes.Sort(static (one, other) => one.Path.AsSpan().SequenceCompareTo(other.Path));
        return _changes;
    }

    public void Dispose()
    {
        _changed.Dispose();
        _original.Dispose();
    }

    private void Compare(ComparedDirectory directory, byte[] name)
    {
        byte[] path = directory.Path.Length == 0 ? name[..^1] : [.. directory.Path, (byte)'/', .. name.AsSpan(0, name.Length - 1)];
        if (path.Length > TreeTar.MaxPath)
        {
            throw new NativeException("compare", _changed.Describe(name), Errno.ENAMETOOLONG);
        }

        if (mountPoints.Contains(path))
        {
            return;
        }

        var original = _alone == 0 ? StatusOf(_original, name) : null;
        if (StatusOf(_changed, name)?.ToContainer(tree.Mappings) is { } changed)
        {
            Compare(name, path, changed, original);
        }
        else if (original is { } lost && (tree.IsOverlay || lost.Kind != FileKind.Socket))
        {
            // A copy is made without sockets.
            _changes.Add(new TreeChange(FileChangeKind.Deleted, path));
        }
    }

    private void Compare(byte[] name, byte[] path, FileStatus changed, FileStatus? original)
    {
        var bothDirectories = changed.Kind == FileKind.Directory && original?.Kind == FileKind.Directory;
        if (original is null)
        {
            _changes.Add(new TreeChange(FileChangeKind.Added, path));
        }
        else if (!bothDirectories && (tree.IsOverlay || Differs(changed, original.Value, name)))
        {
            _changes.Add(new TreeChange(FileChangeKind.Modified, path));
        }

        if (changed.Kind == FileKind.Directory && TryOpen(_changed, name) is { } opened)
        {
            Push(opened, bothDirectories ? TryOpen(_original, name) : null, name, path, bothDirectories ? original : null);
        }
    }

    private void Push(SafeFileHandle changed, SafeFileHandle? original, byte[] name, byte[] path, FileStatus? status)
    {
        // What is in a directory that hides the one below does so itself, without a mark of its own.
        var hides = _directories.TryPeek(out var above) && above.HidesOriginal;
        hides |= tree.IsOverlay && ExtendedAttributes.Get(changed, "trusted.overlay.opaque\0"u8.ToArray()) is [(byte)'y'];
        _changed.Push(changed, name);
        IEnumerable<byte[]> names = DirectoryReader.ReadAll(changed).Select(entry => entry.Name);
        if (original is null)
        {
            _alone++;
        }
        else
        {
            _original.Push(original, name);
            if (hides || !tree.IsOverlay)
            {
                names = names.Concat(DirectoryReader.ReadAll(original).Select(entry => entry.Name)).DistinctBy(Convert.ToHexString);
            }
        }

        _directories.Push(new ComparedDirectory(path, status, new Queue<byte[]>(names), hides, original is null, _changes.Count));
    }

    private void Leave()
    {
        var directory = _directories.Pop();
        var isModified = directory.Original is { } original && (_changes.Count > directory.ChangesBefore || AttributesDiffer(FileMetadata.Of(_changed.Current).ToContainer(tree.Mappings), original));
        _changed.Pop();
        if (directory.IsAlone)
        {
            _alone--;
        }
        else
        {
            _original.Pop();
        }

        if (isModified)
        {
            _changes.Add(new TreeChange(FileChangeKind.Modified, directory.Path));
        }
    }

    private bool Differs(FileStatus changed, FileStatus original, byte[] name) =>
        AttributesDiffer(changed, original) || changed.Size != original.Size || changed.SpecialDevice != original.SpecialDevice
        || (changed.Kind == FileKind.SymbolicLink && !Entries.ReadSymbolicLink(_changed.Current, name).AsSpan().SequenceEqual(Entries.ReadSymbolicLink(_original.Current, name)));

    // Without privileges a copy belongs to whoever made it.
    private static bool AttributesDiffer(FileStatus changed, FileStatus original) =>
        changed.Kind != original.Kind || changed.Permissions != original.Permissions || changed.Modified != original.Modified
        || (Environment.IsPrivilegedProcess && (changed.Uid != original.Uid || changed.Gid != original.Gid));

    /// <summary>The status of a name; null where there is none, or where it is overlayfs's mark of a deleted one.</summary>
    private static FileStatus? StatusOf(DirectoryStack stack, byte[] name)
    {
        if (FileMetadata.TryOf(stack.Current, name, out var error) is { } status)
        {
            return status is { Kind: FileKind.CharacterDevice, SpecialDevice: 0 } ? null : status;
        }

        return error == Errno.ENOENT ? null : throw new NativeException("compare", stack.Describe(name), error);
    }

    // It may have gone, or be something else by now, where the container runs.
    private static SafeFileHandle? TryOpen(DirectoryStack stack, byte[] name)
    {
        var flags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow;
        var directory = Descriptor.TryOpenAt(stack.Current, name, flags, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, out var error);
        return directory is not null || error is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV
            ? directory
            : throw new NativeException("compare", stack.Describe(name), error);
    }

    private static SafeFileHandle Reopen(SafeFileHandle directory) => Descriptor.Reopen(directory, OpenFlags.ReadOnly | OpenFlags.Directory);
}
