using System.Text.Json.Nodes;

namespace Youki.Runtime.TestImages;

/// <summary>An image, ready to be served or written to a layout.</summary>
public sealed record TestImage
{
    public required ImageFormat Format { get; init; }

    public required ImagePlatform Platform { get; init; }

    public required byte[] Manifest { get; init; }

    public required byte[] Config { get; init; }

    /// <summary>From the lowest to the topmost.</summary>
    public required IReadOnlyList<TestLayer> Layers { get; init; }

    public string MediaType => MediaTypeNames.Manifest(Format);

    /// <summary>The digest of the manifest.</summary>
    public Digest Digest => Digest.Of(Manifest);

    /// <summary>The digest of the configuration, which is the image's id.</summary>
    public Digest Id => Digest.Of(Config);

    /// <summary>The configuration and the layers, by digest.</summary>
    public IReadOnlyDictionary<Digest, byte[]> Blobs
    {
        get
        {
            var blobs = new Dictionary<Digest, byte[]> { [Id] = Config };
            foreach (var layer in Layers)
            {
                blobs[layer.Digest] = layer.Blob;
            }

            return blobs;
        }
    }

    /// <summary>What an index says of this image.</summary>
    internal JsonObject Descriptor()
    {
        var platform = new JsonObject { ["architecture"] = Platform.Architecture, ["os"] = Platform.Os };
        if (Platform.Variant is { } variant)
        {
            platform["variant"] = variant;
        }

        return new JsonObject { ["mediaType"] = MediaType, ["digest"] = Digest.Value, ["size"] = Manifest.Length, ["platform"] = platform };
    }
}
