namespace Youki.Runtime.Images.Layers;

/// <summary>What came of a blob that was stored and, where that was asked for, unpacked.</summary>
internal sealed record LayerResult
{
    /// <summary>The digest of the uncompressed archive, checked where one was given. Null: the blob was not unpacked.</summary>
    public Digest? DiffId { get; init; }

    /// <summary>Bytes of the uncompressed archive.</summary>
    public long ArchiveBytes { get; init; }

    /// <summary>Bytes of all regular files.</summary>
    public long FileBytes { get; init; }

    public int Entries { get; init; }

    /// <summary>Device nodes that were left out for want of privileges.</summary>
    public int SkippedDevices { get; init; }

    /// <summary>Whether the layer hides all layers below it. An overlay does not heed that at its root, so they must be left out of the mount.</summary>
    public bool HidesAllBelow { get; init; }
}
