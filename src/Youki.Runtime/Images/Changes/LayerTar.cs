using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Changes;

/// <summary>Writes changes as a layer: what is there now, and a whiteout for each thing that was deleted. Source: OCI image-spec, layer.md.</summary>
internal sealed class LayerTar(TarWriter tar, ChangedTree tree, string image) : IDisposable
{
    private const int MaxPath = 4096;

    private static readonly byte[] WhiteoutPrefix = ".wh."u8.ToArray();

    private readonly FileTarWriter _files = new(tar) { Mappings = tree.Mappings };
    private byte[] _directoryPath = [];
    private SafeFileHandle? _directory;

    /// <param name="changes">The changes, sorted by path.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="ImageException">Something cannot be in a layer.</exception>
    public async Task WriteAsync(IReadOnlyList<TreeChange> changes, CancellationToken cancellationToken)
    {
        // The root's own owner and mode; of a layer that does not say, it has the default ones.
        await _files.WriteAsync(tree.Changed, ".\0"u8.ToArray(), "."u8.ToArray(), cancellationToken).ConfigureAwait(false);
        foreach (var change in changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slash = change.Path.AsSpan().LastIndexOf((byte)'/');
            var (parent, name) = (change.Path[..Math.Max(slash, 0)], change.Path[(slash + 1)..]);
            Check(change, name);
            if (change.Kind == FileChangeKind.Deleted)
            {
                byte[] whiteout = [.. change.Path.AsSpan(0, slash + 1), .. WhiteoutPrefix, .. name];
                await tar.BeginAsync(new TarItem { Kind = TarKind.Regular, Name = whiteout }, cancellationToken).ConfigureAwait(false);
            }
            else if (TryOpen(parent) is { } directory)
            {
                await _files.WriteAsync(directory, [.. name, 0], change.Path, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _directory?.Dispose();

    /// <summary>Opens the directory of the next change, which mostly is that of the last one; null where it has gone meanwhile.</summary>
    private SafeFileHandle? TryOpen(byte[] path)
    {
        if (path.Length == 0)
        {
            return tree.Changed;
        }

        if (_directory is null || !path.AsSpan().SequenceEqual(_directoryPath))
        {
            _directory?.Dispose();
            _directory = Descriptor.TryOpenAt(
                tree.Changed, [.. path, 0], OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.InRoot | ResolveFlags.NoLinks | ResolveFlags.NoMountCrossing, out var error);
            _directoryPath = path;
            if (_directory is null && error is not (Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP))
            {
                throw new NativeException("read", RawName.ToText(path), error);
            }
        }

        return _directory;
    }

    private void Check(TreeChange change, byte[] name)
    {
        if (change.Path.Length >= MaxPath)
        {
            throw new ImageException(image, $"No image can be made of the container: the path '/{RawName.ToText(change.Path.AsSpan(0, 128))}...' has more than {MaxPath} bytes.");
        }

        if (change.Kind != FileChangeKind.Deleted && name.AsSpan().StartsWith(WhiteoutPrefix))
        {
            throw new ImageException(
                image, $"No image can be made of the container: in a layer, the name of '/{RawName.ToText(change.Path)}' would delete another file. Rename it, or delete it.");
        }
    }
}
