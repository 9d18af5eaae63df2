using System.Text;
using Youki.Runtime.Images.Tar;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>What links point to: hard links to a file of the same layer, symbolic links to whatever they say.</summary>
internal sealed class LinkTarget(LayerDirectories directories)
{
    private const int MaxSymbolicLink = 4095;

    private readonly EntryPath _path = new();

    /// <summary>Finds the file that a hard link names, without following a link at its last name. What is found holds until the next look-up.</summary>
    public LayerDirectory Find(TarEntry entry, out ReadOnlySpan<byte> name, out FileStatus status)
    {
        _path.Set(entry.LinkPath.Span);
        if (_path.Count == 0)
        {
            throw Invalid(entry, "which is a directory");
        }

        name = _path.Last;
        var directory = directories.Open(_path, _path.Count - 1);
        var found = FileMetadata.TryOf(directory.Handle, name, out var error);
        if (found is null || Overlay.IsWhiteout(found.Value))
        {
            throw error is 0 or Errno.ENOENT ? Invalid(entry, "which the layer does not have before it") : new NativeException("link to", RawName.ToText(name), error);
        }

        status = found.Value;
        return status.Kind == FileKind.Directory ? throw Invalid(entry, "which is a directory") : directory;
    }

    /// <summary>What a symbolic link says, ended by NUL.</summary>
    public static byte[] ToText(TarEntry entry)
    {
        var text = entry.LinkPath.Span;
        return text.Length is > 0 and <= MaxSymbolicLink
            ? [.. text, 0]
            : throw new EntryException($"is a symbolic link to a path of {text.Length} bytes; Linux takes 1 to {MaxSymbolicLink}");
    }

    private static EntryException Invalid(TarEntry entry, string reason) =>
        new($"is a hard link to '{Encoding.UTF8.GetString(entry.LinkPath.Span)}', {reason}");
}
