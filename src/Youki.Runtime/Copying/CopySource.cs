using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>A file or tree that is copied.</summary>
internal sealed class CopySource : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly SafeFileHandle _node;
    private readonly CopyRoot _root;

    private CopySource(CopyRoot root, CopyPath path, SafeFileHandle node)
    {
        (_root, Path, _node) = (root, path, node);
        IsDirectory = FileMetadata.Of(node).Kind == FileKind.Directory;
    }

    public CopyPath Path { get; }

    public bool IsDirectory { get; }

    /// <summary>Finds it. The root stays the caller's.</summary>
    /// <exception cref="CopyException">It is not there, or cannot be copied.</exception>
    public static CopySource Open(CopyRoot root, CopyPath path, bool followLink)
    {
        var node = root.TryOpen(path.Bytes, followLink || path.IsDirectory, out var error, onlyDirectory: path.IsDirectory) ?? throw root.Error(path.Text, error);
        try
        {
            var source = new CopySource(root, path, node);
            root.CheckPlace(node, path.Text);
            return FileMetadata.Of(node).Kind is FileKind.Socket ? throw root.Error(path.Text, "is a socket, which cannot be copied") : source;
        }
        catch
        {
            node.Dispose();
            throw;
        }
    }

    /// <summary>Writes it as a tar.</summary>
    /// <param name="destination">Where the tar goes.</param>
    /// <param name="name">What it is called there. Empty: what is in the directory stands at the top.</param>
    /// <param name="budget">How much of it. Null: whoever reads the tar sees to that.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(Stream destination, byte[] name, CopyBudget? budget, CancellationToken cancellationToken)
    {
        var tar = new TarWriter(new BufferedStream(destination, BufferSize));
        var writer = new FileTarWriter(tar, ResolveFlags.None) { Beginning = item => Count(item, budget), Mappings = _root.Mappings };
        try
        {
            if (IsDirectory)
            {
                using var tree = new TreeTar(writer, Path.Text);
                await tree.WriteAsync(_node, name, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await writer.WriteAsync(_node, name, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (NativeException exception)
        {
            throw _root.Error(Path.Text, $"cannot be read: {exception.Message}", exception);
        }

        await tar.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _node.Dispose();

    private static void Count(TarItem item, CopyBudget? budget)
    {
        budget?.CountEntry(RawName.ToText(item.Name));
        budget?.CountBytes(item.Size, RawName.ToText(item.Name));
    }
}
