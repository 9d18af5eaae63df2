using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>Where a copy goes, by docker's rules: into a directory that is there, in place of a file, or under a new name.</summary>
/// <param name="Target">The directory; whoever asked closes it.</param>
/// <param name="Name">What the source is called in it. Empty: what is in the source goes into the directory itself.</param>
internal sealed record CopyPlace(CopyTarget Target, byte[] Name)
{
    private const int MaxLinks = 40;

    /// <param name="root">The side that is copied to.</param>
    /// <param name="path">The destination.</param>
    /// <param name="source">What is copied.</param>
    /// <exception cref="CopyException">The two do not fit.</exception>
    public static CopyPlace Find(CopyRoot root, CopyPath path, CopySource source)
    {
        var end = FollowLinks(root, path);
        using var node = root.TryOpen(end, follow: false, out var error);
        if (node is null)
        {
            return error == Errno.ENOENT ? New(root, path, end, source) : throw root.Error(path.Text, error);
        }

        if (FileMetadata.Of(node).Kind == FileKind.Directory)
        {
            return new CopyPlace(CopyTarget.Open(root, path.Text, end), source.Path.Name);
        }

        return source.IsDirectory ? throw root.Error(path.Text, "is no directory, and a directory cannot take its place")
            : path.IsDirectory ? throw root.Error(path.Text, "is no directory")
            : In(root, end);
    }

    // Its directory has to be there: a mistyped path is more likely than the wish for a new tree.
    private static CopyPlace New(CopyRoot root, CopyPath path, byte[] end, CopySource source) =>
        path.IsContent || (path.IsDirectory && !source.IsDirectory) ? throw root.Error(path.Text, Errno.ENOENT) : In(root, end);

    private static CopyPlace In(CopyRoot root, byte[] path)
    {
        var parent = CopyPath.ParentOf(path);
        return new CopyPlace(CopyTarget.Open(root, RawName.ToText(parent), parent), CopyPath.NameOf(path)[..^1]);
    }

    /// <summary>The path that a link at the end of one leads to, be there something or not.</summary>
    private static byte[] FollowLinks(CopyRoot root, CopyPath path)
    {
        var end = path.Bytes;
        for (var left = MaxLinks; left > 0; left--)
        {
            using var node = root.TryOpen(end, follow: false, out _);
            if (node is null || FileMetadata.Of(node).Kind != FileKind.SymbolicLink)
            {
                return end;
            }

            var target = Entries.ReadSymbolicLink(node, RawName.Empty);
            end = target[0] == (byte)'/' ? target : [.. CopyPath.ParentOf(end).AsSpan()[..^1], (byte)'/', .. target];
        }

        throw root.Error(path.Text, Errno.ELOOP);
    }
}
