using Microsoft.Extensions.Options;
using Youki.Runtime.Diagnostics;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>
/// Brings an image from a source into the store: manifest, configuration, layers, and at last its reference. Broken off anywhere it leaves nothing that is
/// believed to be whole; what has come in is used by the next one.
/// </summary>
internal sealed class ImageTransfer(
    BlobStore blobs, LayerTransfer layers, ImageNames names, IngestStore ingest, DiskSpace disk, IOptions<YoukiRuntimeOptions> options, TimeProvider time, ImageLog log, RuntimeTelemetry? telemetry = null)
{
    // Broken-off blobs are of use to whoever tries again; after this time nobody will.
    private static readonly TimeSpan IngestAge = TimeSpan.FromDays(1);

    /// <param name="source">Where it comes from.</param>
    /// <param name="reference">The reference that will lead to it. Null: none; it is found by its id.</param>
    /// <param name="image">Its name in messages and progress.</param>
    /// <param name="pull">Platform and progress.</param>
    /// <param name="lease">Keeps everything of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StoredImage> BringAsync(
        IImageSource source, ImageReference? reference, string image, PullOptions pull, ProcessLease lease, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        ingest.Sweep(IngestAge);
        var wanted = pull.Platform ?? ImagePlatform.Host;
        var chosen = await new ManifestChoice(source, image, wanted, options.Value.Images.Limits).FetchAsync(reference?.Digest, cancellationToken).ConfigureAwait(false);
        var manifest = chosen.Manifest;
        await lease.AddAsync([chosen.Descriptor.Digest], [manifest.Config.Digest, .. manifest.Layers.Select(layer => layer.Digest)], [], cancellationToken).ConfigureAwait(false);
        var config = await BringConfigAsync(source, image, manifest, cancellationToken).ConfigureAwait(false);
        var platform = CheckPlatform(image, chosen, config, wanted);
        await lease.AddAsync([], [], config.Rootfs.DiffIds, cancellationToken).ConfigureAwait(false);
        blobs.WriteDocument(chosen.Descriptor.Digest, chosen.Content);
        var documents = new ImageDocuments(chosen.Descriptor.Digest, manifest, config);
        var fetched = await BringLayersAsync(source, image, documents, pull, cancellationToken).ConfigureAwait(false);
        var entry = await names.SetAsync(reference, platform, chosen.Descriptor, chosen.Source, cancellationToken).ConfigureAwait(false);
        var elapsed = time.GetElapsedTime(started);
        log.Pulled(image, documents.Digest, fetched, elapsed);
        return new StoredImage(entry, documents);
    }

    /// <summary>Brings in the documents of an image that is in the store, where one is missing or damaged.</summary>
    public async Task<ImageDocuments> MendDocumentsAsync(IImageSource source, IndexEntry entry, CancellationToken cancellationToken)
    {
        var limits = options.Value.Images.Limits;
        var chosen = await new ManifestChoice(source, entry.Name, entry.Platform, limits).FetchAsync(entry.Manifest, cancellationToken).ConfigureAwait(false);
        var config = await BringConfigAsync(source, entry.Name, chosen.Manifest, cancellationToken).ConfigureAwait(false);
        blobs.WriteDocument(chosen.Descriptor.Digest, chosen.Content);
        return new ImageDocuments(chosen.Descriptor.Digest, chosen.Manifest, config);
    }

    private async Task<ConfigDocument> BringConfigAsync(IImageSource source, string image, ImageManifest manifest, CancellationToken cancellationToken)
    {
        var descriptor = manifest.Config;
        if (blobs.Has(descriptor))
        {
            try
            {
                return ConfigDecoder.Decode(image, blobs.ReadDocument(image, descriptor.Digest, "configuration"), manifest);
            }
            catch (ImageDamagedException exception)
            {
                log.Damaged(image, exception.Message);
            }
        }

        var content = await BlobReader.ReadAsync(source, image, descriptor, cancellationToken).ConfigureAwait(false);
        var config = ConfigDecoder.Decode(image, content, manifest);
        blobs.WriteDocument(descriptor.Digest, content);
        return config;
    }

    private static ImagePlatform CheckPlatform(string image, ChosenManifest chosen, ConfigDocument config, ImagePlatform wanted)
    {
        var platform = chosen.Platform ?? ConfigDecoder.PlatformOf(config) ?? wanted;
        return PlatformChoice.Rank(wanted, platform) is not null ? platform : throw new ImagePlatformException(image, wanted, [platform]);
    }

    private async Task<long> BringLayersAsync(IImageSource source, string image, ImageDocuments documents, PullOptions pull, CancellationToken cancellationToken)
    {
        var wanted = Distinct(image, documents);
        var missing = wanted.Where(layer => !layers.IsThere(layer)).ToList();
        disk.Check(
            image,
            [.. missing.Select(layer => layer.Blob).Where(blob => !blobs.Has(blob) && options.Value.Images.KeepLayerBlobs)],
            [.. missing.Where(layer => !layers.IsUnpacked(layer)).Select(layer => layer.Blob)]);
        var fetched = 0L;

        // The first failure cancels the others, and is the one that is thrown when all of them have ended.
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Images.MaxConcurrentLayers, CancellationToken = cancellationToken },
            async (layer, giveUp) =>
            {
                var progress = new TransferProgress(pull.Progress, image, layer.Blob.Digest, layer.Blob.Size, time);
                var bring = () => layers.BringAsync(source, image, layer, progress, giveUp);
                var bytes = await (telemetry?.RunAsync(telemetry.Unpack, bring, ContainerTags.Image(image)) ?? bring()).ConfigureAwait(false);
                Interlocked.Add(ref fetched, bytes);
                telemetry?.PulledBytes.Add(bytes);
            }).ConfigureAwait(false);
        return fetched;
    }

    /// <summary>The layers, each once whatever number of times the manifest names it.</summary>
    private static List<WantedLayer> Distinct(string image, ImageDocuments documents)
    {
        var layers = new Dictionary<Digest, WantedLayer>();
        foreach (var (blob, diffId) in documents.Manifest.Layers.Zip(documents.DiffIds))
        {
            if (layers.TryGetValue(blob.Digest, out var other) && (other.DiffId != diffId || other.Blob.Size != blob.Size))
            {
                throw new ImageDamagedException(image, blob.Digest, $"Image '{image}' names blob {blob.Digest} twice, and says different things of what is in it. Nothing of it is used.");
            }

            layers[blob.Digest] = new WantedLayer(blob, diffId);
        }

        return [.. layers.Values];
    }
}
