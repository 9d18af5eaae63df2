namespace Youki.Runtime.Images.Layers;

/// <summary>How the archive of a layer is compressed.</summary>
internal enum LayerCompression
{
    None,
    Gzip,
    Zstd,
}
