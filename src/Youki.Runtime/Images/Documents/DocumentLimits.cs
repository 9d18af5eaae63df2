namespace Youki.Runtime.Images.Documents;

/// <summary>How large documents of images may be. Source: distribution-spec, "Pushing Manifests": registries should take 4 MiB, and no image has more.</summary>
internal static class DocumentLimits
{
    /// <summary>Bytes of a manifest, an index or a configuration.</summary>
    public const int MaxDocumentBytes = 4 << 20;

    /// <summary>Levels of braces and brackets.</summary>
    public const int MaxDepth = 64;

    /// <summary>Manifests of an index.</summary>
    public const int MaxIndexEntries = 2_000;
}
