namespace Youki.Runtime;

/// <summary>An image of the store.</summary>
public sealed record ImageInfo
{
    /// <summary>The digest of its configuration: what people call the image's id.</summary>
    public required Digest Id { get; init; }

    /// <summary>The digest of its manifest.</summary>
    public required Digest Digest { get; init; }

    /// <summary>References that lead to it, whole. Empty: it has lost its last one, and goes with the next pruning.</summary>
    public required IReadOnlyList<ImageReference> References { get; init; }

    /// <summary>What it runs on.</summary>
    public required ImagePlatform Platform { get; init; }

    /// <summary>When it was built, by its own word. Null: it does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it came into the store.</summary>
    public required DateTimeOffset PulledAt { get; init; }

    /// <summary>Bytes of its layers' blobs, as they come over the network.</summary>
    public required long CompressedSize { get; init; }

    /// <summary>Bytes of its unpacked layers' files, shared ones included.</summary>
    public required long Size { get; init; }
}
