namespace Youki.Runtime.Images.Content;

/// <summary>What is known of an unpacked layer. It is written last, before the layer is published.</summary>
internal sealed record LayerRecord
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    /// <summary>The digest of the tar.</summary>
    public required Digest DiffId { get; init; }

    /// <summary>Blobs that were seen to hold this tar: another blob is not taken at its image's word.</summary>
    public required IReadOnlyList<Digest> Blobs { get; init; }

    /// <summary>Bytes of its files.</summary>
    public required long Size { get; init; }

    public required long Entries { get; init; }

    /// <summary>Whether it hides all layers below it, which are then left out of a mount.</summary>
    public bool HidesAllBelow { get; init; }

    /// <summary>The boot in which it was unpacked.</summary>
    public required string BootId { get; init; }

    public required DateTimeOffset UnpackedAt { get; init; }
}
