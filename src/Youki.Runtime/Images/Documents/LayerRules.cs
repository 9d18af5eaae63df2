namespace Youki.Runtime.Images.Documents;

/// <summary>What a manifest may name. It is checked before anything of it is fetched.</summary>
internal static class LayerRules
{
    private static readonly string[] Known =
    [
        MediaTypes.OciLayer, MediaTypes.OciLayerGzip, MediaTypes.OciLayerZstd, MediaTypes.DockerLayer, MediaTypes.DockerLayerGzip, MediaTypes.DockerLayerZstd,
    ];

    public static void Check(string image, ImageManifest manifest, ImageLimits limits)
    {
        CheckConfig(image, manifest);
        if (manifest.Layers.Count > limits.MaxLayers)
        {
            throw ManifestDecoder.Refused(
                image, $"it has {manifest.Layers.Count} layers, and {limits.MaxLayers} are allowed ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxLayers)})");
        }

        foreach (var layer in manifest.Layers)
        {
            CheckLayer(image, layer, limits);
        }
    }

    private static void CheckConfig(string image, ImageManifest manifest)
    {
        var config = manifest.Config;
        if (config.MediaType is not (MediaTypes.OciConfig or MediaTypes.DockerConfig))
        {
            throw ManifestDecoder.Refused(
                image,
                $"it is no image that can be run, but an artifact of type '{ManifestDecoder.Shorten(manifest.ArtifactType ?? config.MediaType)}': its configuration is of type '{ManifestDecoder.Shorten(config.MediaType)}'");
        }

        if (config.Size is < 0 or > DocumentLimits.MaxDocumentBytes)
        {
            throw ManifestDecoder.Refused(image, $"its configuration has {config.Size} bytes, and {DocumentLimits.MaxDocumentBytes} are allowed");
        }
    }

    private static void CheckLayer(string image, ContentDescriptor layer, ImageLimits limits)
    {
        if (layer.Urls is { Count: > 0 }
            || layer.MediaType.Contains("foreign", StringComparison.Ordinal)
            || layer.MediaType.Contains("nondistributable", StringComparison.Ordinal))
        {
            throw ManifestDecoder.Refused(image, $"layer {layer.Digest} is a foreign one, to be fetched from elsewhere ('{ManifestDecoder.Shorten(layer.MediaType)}')");
        }

        if (!Known.Contains(layer.MediaType))
        {
            throw ManifestDecoder.Refused(image, $"layer {layer.Digest} is of the unknown type '{ManifestDecoder.Shorten(layer.MediaType)}'");
        }

        if (layer.Size < 0 || layer.Size > limits.MaxLayerBytes)
        {
            throw ManifestDecoder.Refused(
                image, $"layer {layer.Digest} has {layer.Size} bytes, and {limits.MaxLayerBytes} are allowed ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxLayerBytes)})");
        }
    }
}
