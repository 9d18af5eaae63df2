namespace Youki.Runtime.Images.Documents;

/// <summary>Reads the configuration of an image, and checks that it is the manifest's.</summary>
internal static class ConfigDecoder
{
    private const string LayersType = "layers";

    /// <exception cref="ImageFormatException">It is of a kind that is not taken.</exception>
    public static ConfigDocument Decode(string image, ReadOnlyMemory<byte> content)
    {
        if (content.Length > DocumentLimits.MaxDocumentBytes)
        {
            throw ManifestDecoder.Refused(image, $"its configuration has {content.Length} bytes, and {DocumentLimits.MaxDocumentBytes} are allowed");
        }

        var config = ManifestDecoder.Parse(image, content, ImageJson.Default.ConfigDocument);
        ManifestDecoder.RefuseNulls(image, config.History, "history");
        return config.Rootfs.Type == LayersType
            ? config
            : throw ManifestDecoder.Refused(image, $"its root file system is of the unknown type '{ManifestDecoder.Shorten(config.Rootfs.Type)}'");
    }

    /// <summary>As the other one; there must be one DiffID for each layer of the manifest.</summary>
    public static ConfigDocument Decode(string image, ReadOnlyMemory<byte> content, ImageManifest manifest)
    {
        var config = Decode(image, content);
        return config.Rootfs.DiffIds.Count == manifest.Layers.Count
            ? config
            : throw ManifestDecoder.Refused(image, $"its manifest has {manifest.Layers.Count} layers, and its configuration {config.Rootfs.DiffIds.Count}");
    }

    /// <summary>What the image runs on. Null: it does not say.</summary>
    public static ImagePlatform? PlatformOf(ConfigDocument config) =>
        new PlatformDocument { Os = config.Os, Architecture = config.Architecture, Variant = config.Variant }.ToPlatform();
}
