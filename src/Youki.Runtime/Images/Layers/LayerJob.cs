using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Layers;

/// <summary>A blob that is to be stored, checked and unpacked in one pass. Streams and descriptors stay the caller's, who closes them.</summary>
internal sealed record LayerJob
{
    /// <summary>The image as it was asked for, for messages.</summary>
    public required string Image { get; init; }

    /// <summary>What the blob must be.</summary>
    public required ContentDescriptor Blob { get; init; }

    /// <summary>What the uncompressed archive must be. Null: not known, so that the result tells.</summary>
    public Digest? DiffId { get; init; }

    /// <summary>The blob from its beginning.</summary>
    public required Stream Content { get; init; }

    /// <summary>Where the blob is stored, open for writing. Null: it is not.</summary>
    public SafeFileHandle? BlobFile { get; init; }

    /// <summary>How many bytes <see cref="BlobFile"/> holds already; they are hashed, not written.</summary>
    public long BlobOffset { get; init; }

    /// <summary>An empty directory to unpack into; an O_PATH descriptor will do. Null: the blob is only stored and checked.</summary>
    public SafeFileHandle? Target { get; init; }

    /// <summary>An empty file, open for writing, for the manifest of what was unpacked. Null: none is written.</summary>
    public SafeFileHandle? Manifest { get; init; }

    public required ImageLimits Limits { get; init; }

    /// <summary>Is told how many bytes of the blob have come in so far, by a thread of the pass. Null: nobody is.</summary>
    public Action<long>? Progress { get; init; }
}
