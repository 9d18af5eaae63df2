namespace Youki.Runtime;

/// <summary>A layer of an image.</summary>
public sealed record ImageLayer
{
    /// <summary>The digest of its blob.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The digest of its uncompressed tar.</summary>
    public required Digest DiffId { get; init; }

    /// <summary>The blob's media type.</summary>
    public required string MediaType { get; init; }

    /// <summary>Bytes of the blob.</summary>
    public required long CompressedSize { get; init; }

    /// <summary>Bytes of the unpacked files.</summary>
    public required long Size { get; init; }
}
