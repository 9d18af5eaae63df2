using System.Security.Cryptography;
using System.Text.Json;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>
/// An image of a Docker archive, which has no manifest with digests: one is made of what the configuration says. A layer that is not compressed has its
/// DiffID for a digest, so nothing has to be hashed here; whoever takes the layers hashes them anyway.
/// </summary>
internal sealed class DockerArchiveSource(IImageFiles files, string image, DockerArchiveEntry entry, ImageLimits limits) : IImageSource
{
    private readonly Dictionary<Digest, string> _blobs = [];
    private byte[]? _manifest;
    private Digest _digest;

    public async Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken)
    {
        if (_manifest is null)
        {
            _manifest = await MakeManifestAsync(cancellationToken).ConfigureAwait(false);
            _digest = Digest.Of(_manifest);
        }

        return digest is null || digest == _digest ? new FetchedManifest(MediaTypes.DockerManifest, _manifest) : throw Missing(digest.Value.Value);
    }

    public Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken)
    {
        var stream = _blobs.TryGetValue(blob.Digest, out var name) ? Open(name) : throw Missing(blob.Digest.Value);
        var start = offset <= stream.Length ? offset : 0;
        stream.Position = start;
        return Task.FromResult(new BlobContent(stream, start));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<byte[]> MakeManifestAsync(CancellationToken cancellationToken)
    {
        var content = await SmallDocument.TryReadAsync(files, Clean(entry.Config), image, cancellationToken).ConfigureAwait(false) ?? throw Missing(entry.Config);
        var config = ConfigDecoder.Decode(image, content);
        if (config.Rootfs.DiffIds.Count != entry.Layers.Count || entry.Layers.Count > limits.MaxLayers)
        {
            throw new ImageFormatException(
                image, $"Image '{image}' cannot be read: its archive names {entry.Layers.Count} layers, its configuration {config.Rootfs.DiffIds.Count}, and at most {limits.MaxLayers} are taken.");
        }

        var layers = new List<ContentDescriptor>();
        foreach (var (name, diffId) in entry.Layers.Zip(config.Rootfs.DiffIds))
        {
            layers.Add(await DescribeAsync(name, diffId, cancellationToken).ConfigureAwait(false));
        }

        var descriptor = new ContentDescriptor { MediaType = MediaTypes.DockerConfig, Digest = Digest.Of(content), Size = content.Length };
        _blobs[descriptor.Digest] = entry.Config;
        var manifest = new ImageManifest { SchemaVersion = 2, MediaType = MediaTypes.DockerManifest, Config = descriptor, Layers = layers };
        return JsonSerializer.SerializeToUtf8Bytes(manifest, ImageJson.Default.ImageManifest);
    }

    private async Task<ContentDescriptor> DescribeAsync(string name, Digest diffId, CancellationToken cancellationToken)
    {
        var stream = Open(name);
        await using (stream.ConfigureAwait(false))
        {
            var start = new byte[Decompression.MagicLength];
            var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            stream.Position = 0;
            var compression = Decompression.Detect(start.AsSpan(0, read));
            var digest = compression == LayerCompression.None
                ? diffId
                : Digest.FromHash(HashAlgorithmName.SHA256, await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            _blobs[digest] = name;
            return new ContentDescriptor
            {
                MediaType = compression switch { LayerCompression.Gzip => MediaTypes.DockerLayerGzip, LayerCompression.Zstd => MediaTypes.DockerLayerZstd, _ => MediaTypes.DockerLayer },
                Digest = digest,
                Size = stream.Length,
            };
        }
    }

    private Stream Open(string name) => files.TryOpen(Clean(name)) ?? throw Missing(name);

    // Names of an archive's own files; one that leads out of it finds nothing.
    private static string Clean(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    private ImageNotFoundException Missing(string what) => new(image, $"Image '{image}' is not whole: '{(what.Length > 256 ? what[..256] + "..." : what)}' is not in its archive.");
}
