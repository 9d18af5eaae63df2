namespace Youki.Runtime;

/// <summary>The very image that a container was made from. It stays so over restarts, whatever becomes of the tag.</summary>
public sealed record ContainerImage
{
    /// <summary>The reference, whole.</summary>
    public required ImageReference Reference { get; init; }

    /// <summary>The image's id: the digest of its configuration.</summary>
    public required Digest Id { get; init; }

    /// <summary>The digest of its manifest.</summary>
    public required Digest Digest { get; init; }

    /// <summary>The layers from the lowest to the topmost, by the digests of their uncompressed tar (DiffIDs).</summary>
    public required IReadOnlyList<Digest> Layers { get; init; }
}
