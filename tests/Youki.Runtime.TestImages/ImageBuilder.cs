using System.Text;
using System.Text.Json.Nodes;

namespace Youki.Runtime.TestImages;

/// <summary>Puts an image together from layers and a configuration.</summary>
public sealed class ImageBuilder
{
    private readonly List<TestLayer> _layers = [];

    /// <summary>Whose media types it has.</summary>
    public ImageFormat Format { get; init; }

    /// <summary>How layers are compressed for which nothing else is said.</summary>
    public LayerCompression Compression { get; init; } = LayerCompression.Gzip;

    public ImagePlatform Platform { get; init; } = ImagePlatform.Host;

    public ImageConfig Config { get; init; } = new();

    /// <summary>Changes the configuration document before it is fixed. Null: it stays.</summary>
    public Action<JsonObject>? EditConfig { get; init; }

    /// <summary>Changes the manifest before it is fixed. Null: it stays.</summary>
    public Action<JsonObject>? EditManifest { get; init; }

    public ImageBuilder Layer(Func<LayerBuilder, LayerBuilder> describe, LayerCompression? compression = null) => Layer(describe(new()).ToTar(), compression);

    /// <summary>Adds a layer of which only the bytes are known.</summary>
    public ImageBuilder Layer(byte[] tar, LayerCompression? compression = null) => Layer(TestLayer.Of(tar, compression ?? Compression));

    public ImageBuilder Layer(TestLayer layer)
    {
        _layers.Add(layer);
        return this;
    }

    public TestImage Build()
    {
        var config = Finish(ConfigDocument.Of(Config, Platform, _layers), EditConfig);
        var manifest = Finish(ManifestDocument(config), EditManifest);
        return new TestImage { Format = Format, Platform = Platform, Manifest = manifest, Config = config, Layers = [.. _layers] };
    }

    private JsonObject ManifestDocument(byte[] config) => new()
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = MediaTypeNames.Manifest(Format),
        ["config"] = Descriptor(MediaTypeNames.Config(Format), config),
        ["layers"] = new JsonArray([.. _layers.Select(layer => Descriptor(MediaTypeNames.Layer(Format, layer.Compression), layer.Blob))]),
    };

    private static JsonObject Descriptor(string mediaType, byte[] content) => new()
    {
        ["mediaType"] = mediaType,
        ["digest"] = Digest.Of(content).Value,
        ["size"] = content.Length,
    };

    private static byte[] Finish(JsonObject document, Action<JsonObject>? edit)
    {
        edit?.Invoke(document);
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
