namespace Youki.Runtime;

/// <summary>How far the transfer of an image is: one report is about one of its layers, or about the whole.</summary>
public sealed record ImageProgress
{
    /// <summary>The image as it was asked for.</summary>
    public required string Image { get; init; }

    /// <summary>The digest of the layer's blob. Null: it is about the image as a whole.</summary>
    public Digest? Layer { get; init; }

    /// <summary>What is being done.</summary>
    public required ImagePhase Phase { get; init; }

    /// <summary>Bytes of the blob that are done.</summary>
    public long BytesDone { get; init; }

    /// <summary>Bytes of the blob in all. Null: not known.</summary>
    public long? BytesTotal { get; init; }
}
