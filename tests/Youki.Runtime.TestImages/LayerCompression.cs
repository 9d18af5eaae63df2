namespace Youki.Runtime.TestImages;

/// <summary>How a layer's blob is compressed.</summary>
public enum LayerCompression
{
    None,
    Gzip,
    Zstd,
}
