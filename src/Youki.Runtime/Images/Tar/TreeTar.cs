using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>Writes a whole tree to a tar, each directory's names in the order of their bytes.</summary>
/// <param name="writer">The tar, and whether what is mounted in the tree is part of it; file systems of the kernel's own never are.</param>
/// <param name="rootPath">The tree's path, for messages.</param>
internal sealed class TreeTar(FileTarWriter writer, string rootPath) : IDisposable
{
    /// <summary>Four times PATH_MAX: no program reaches deeper files by their paths, and a path for each level of a hostile tree would take memory without end.</summary>
    public const int MaxPath = 16 * 1024;

    private readonly DirectoryStack _stack = new(rootPath, writer.Boundary);
    private readonly Stack<Level> _levels = new();

    /// <param name="root">The tree's root; an O_PATH descriptor will do.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteAsync(SafeFileHandle root, CancellationToken cancellationToken) => WriteAsync(root, [], cancellationToken);

    /// <param name="root">The tree's root; an O_PATH descriptor will do.</param>
    /// <param name="rootName">What the root is called in the tar. Empty: it is the tar's own.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(SafeFileHandle root, byte[] rootName, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(root, rootName.Length == 0 ? "."u8.ToArray() : rootName, cancellationToken).ConfigureAwait(false);
        Push(Descriptor.Reopen(root, OpenFlags.ReadOnly | OpenFlags.Directory), [], rootName);
        while (_levels.TryPeek(out var level))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!level.Names.TryDequeue(out var name))
            {
                _levels.Pop();
                _stack.Pop();
                continue;
            }

            byte[] path = level.Path.Length == 0 ? name[..^1] : [.. level.Path, (byte)'/', .. name.AsSpan(0, name.Length - 1)];
            if (path.Length > MaxPath)
            {
                throw new NativeException("read", _stack.Describe(name), Errno.ENAMETOOLONG);
            }

            var kind = await writer.WriteAsync(_stack.Current, name, path, cancellationToken).ConfigureAwait(false);
            if (kind == FileKind.Directory && TryOpenDirectory(name) is { } directory)
            {
                Push(directory, name, path);
            }
        }
    }

    public void Dispose() => _stack.Dispose();

    // ENOTDIR: no directory; ELOOP: a link; EXDEV: something is mounted there; ENOENT: it has just gone.
    private SafeFileHandle? TryOpenDirectory(byte[] name)
    {
        var flags = OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow;
        var directory = Descriptor.TryOpenAt(_stack.Current, name, flags, writer.Boundary | ResolveFlags.NoLinks, out var error);
        return directory is not null || error is Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV or Errno.ENOENT
            ? directory
            : throw new NativeException("read", _stack.Describe(name), error);
    }

    private void Push(SafeFileHandle directory, byte[] name, byte[] path)
    {
        _stack.Push(directory, name);
        if (writer.Boundary == ResolveFlags.None && FileSystemKind.PseudoNameOf(directory) is not null)
        {
            _levels.Push(new Level(path, new Queue<byte[]>()));
            return;
        }

        var names = DirectoryReader.ReadAll(directory).Select(entry => entry.Name).ToArray();
        Array.Sort(names, static (one, other) => one.AsSpan().SequenceCompareTo(other));
        _levels.Push(new Level(path, new Queue<byte[]>(names)));
    }

    private sealed record Level(byte[] Path, Queue<byte[]> Names);
}
