using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Images.Changes;

/// <summary>What a container has written, and what it wrote it to; the descriptors are its to close.</summary>
/// <param name="Changed">The writable layer of an overlay, or the copy.</param>
/// <param name="Original">The image's files, as one directory.</param>
/// <param name="IsOverlay">Whether <paramref name="Changed"/> holds only what was changed, with overlayfs's own marks of what was deleted.</param>
internal sealed record ChangedTree(SafeFileHandle Changed, SafeFileHandle Original, bool IsOverlay) : IDisposable
{
    /// <summary>Whose ids the owners in <see cref="Changed"/> are, for the container's own; those of <see cref="Original"/> are the container's. Null: they are the same.</summary>
    public IdMappings? Mappings { get; init; }

    /// <summary>All that a container sees, with nothing below it.</summary>
    public static ChangedTree Whole(SafeFileHandle root, IdMappings? mappings) => new(root, root, IsOverlay: false) { Mappings = mappings };

    public void Dispose()
    {
        Changed.Dispose();
        Original.Dispose();
    }
}
