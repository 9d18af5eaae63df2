using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Tar;

/// <summary>Writes a whole tree to a tar, each directory's names in the order of their bytes. What is mounted in it is not entered.</summary>
internal sealed class TreeTar(FileTarWriter writer, string rootPath) : IDisposable
{
    /// <summary>Four times PATH_MAX: no program reaches deeper files by their paths, and a path for each level of a hostile tree would take memory without end.</summary>
    public const int MaxPath = 16 * 1024;

    private readonly DirectoryStack _stack = new(rootPath);
    private readonly Stack<Level> _levels = new();

    /// <param name="root">The tree's root; an O_PATH descriptor will do.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(SafeFileHandle root, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(root, ".\0"u8.ToArray(), "."u8.ToArray(), cancellationToken).ConfigureAwait(false);
        Push(Descriptor.Reopen(root, OpenFlags.ReadOnly | OpenFlags.Directory), [], []);
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

            await writer.WriteAsync(_stack.Current, name, path, cancellationToken).ConfigureAwait(false);
            if (TryOpenDirectory(name) is { } directory)
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
        var directory = Descriptor.TryOpenAt(_stack.Current, name, flags, ResolveFlags.NoMountCrossing | ResolveFlags.NoLinks, out var error);
        return directory is not null || error is Errno.ENOTDIR or Errno.ELOOP or Errno.EXDEV or Errno.ENOENT
            ? directory
            : throw new NativeException("read", _stack.Describe(name), error);
    }

    private void Push(SafeFileHandle directory, byte[] name, byte[] path)
    {
        _stack.Push(directory, name);
        var names = DirectoryReader.ReadAll(directory).Select(entry => entry.Name).ToArray();
        Array.Sort(names, static (one, other) => one.AsSpan().SequenceCompareTo(other));
        _levels.Push(new Level(path, new Queue<byte[]>(names)));
    }

    private sealed record Level(byte[] Path, Queue<byte[]> Names);
}
