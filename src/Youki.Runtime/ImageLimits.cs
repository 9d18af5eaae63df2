using System.ComponentModel.DataAnnotations;

namespace Youki.Runtime;

/// <summary>What of an image is taken at most: images are hostile until proven otherwise. What exceeds a limit is refused, and nothing of it is left.</summary>
public sealed class ImageLimits
{
    /// <summary>Bytes of a layer, unpacked.</summary>
    /// <value>The default value is 64 GiB.</value>
    [Range(1, long.MaxValue)]
    public long MaxLayerBytes { get; set; } = 64L << 30;

    /// <summary>How many times as large as its blob a layer may become, once it has more than 256 MiB. Deflate cannot exceed 1,032.</summary>
    /// <value>The default value is 200.</value>
    [Range(1, int.MaxValue)]
    public int MaxCompressionRatio { get; set; } = 200;

    /// <summary>Entries of a layer.</summary>
    /// <value>The default value is 2,000,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxLayerEntries { get; set; } = 2_000_000;

    /// <summary>Layers of an image.</summary>
    /// <value>The default value is 128, which is more than other engines take; at most 150: the kernel takes one page of mount options.</value>
    [Range(1, 150)]
    public int MaxLayers { get; set; } = 128;
}
