using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Transfer;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images;

/// <summary>Images for containers.</summary>
internal sealed class ContainerImages(
    Puller puller, LeaseStore leases, LayerStore layers, DocumentReader documents, ImageIndexFile index, ImageCollector collector, BlobStore blobs, TimeProvider time, ImageLog log)
    : IContainerImages
{
    public async Task<HeldImage> HoldAsync(ImageReference reference, PullOptions? options, CancellationToken cancellationToken)
    {
        var lease = leases.Open();
        try
        {
            var image = await puller.PullAsync(reference, options ?? new PullOptions(), lease, cancellationToken).ConfigureAwait(false);
            var documents = image.Documents;
            return new HeldImage(new ContainerImage { Reference = reference, Id = documents.Id, Digest = documents.Digest, Layers = documents.DiffIds }, lease);
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task KeepAsync(ContainerImage image, ContainerId container, string bundlePath, CancellationToken cancellationToken)
    {
        if (leases.IsKept(container, bundlePath, image.Digest))
        {
            return;
        }

        using (await leases.LockAsync(cancellationToken).ConfigureAwait(false))
        {
            leases.Keep(image, container, bundlePath);
        }

        Touch(image.Digest);
    }

    public async Task ReleaseAsync(ContainerId container, string bundlePath, CancellationToken cancellationToken)
    {
        foreach (var manifest in leases.Release(container, bundlePath))
        {
            Touch(manifest);
            if (index.Read().Any(entry => entry.Manifest == manifest))
            {
                continue;
            }

            // Its last reference was removed by force while the container was there: it was kept for the container alone.
            try
            {
                await collector.CollectAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or YoukiException)
            {
                log.NotCollected(container, exception);
            }
        }
    }

    public ImageContent Open(ContainerImage image)
    {
        var name = image.Reference.ToString();
        var config = documents.ReadConfig(name, image.Id);
        var (paths, manifests) = (new List<string>(), new List<string>());
        foreach (var layer in image.Layers)
        {
            if (layers.TryFind(layer) is not { } record)
            {
                throw new ImageDamagedException(
                    name, layer, $"Layer {layer} of image '{name}' is not in the store, or cannot be read. Pull the image again by its digest {image.Digest}, which brings back what is missing.");
            }

            // An overlay does not heed it where the root of a layer says that what lies below is hidden.
            if (record.HidesAllBelow)
            {
                paths.Clear();
                manifests.Clear();
            }

            // An overlay refuses a directory that it has twice (ELOOP), and images repeat layers, empty ones above all. What the lower place shows, the upper one does too.
            var files = layers.FilesOf(layer);
            paths.Remove(files);
            paths.Add(files);
            manifests.Remove(layers.ManifestOf(layer));
            manifests.Add(layers.ManifestOf(layer));
        }

        return new ImageContent(config.Config?.ToConfig() ?? new ImageConfig(), paths, manifests);
    }

    /// <summary>When an image was last used is the time of its manifest's file.</summary>
    private void Touch(Digest manifest)
    {
        try
        {
            using var file = File.OpenHandle(blobs.Layout.Blob(manifest));
            FileMetadata.SetModified(file, FileTime.From(time.GetUtcNow()));
        }
        catch (IOException)
        {
            // Removed in the meantime, or a read-only store: it is only about the order in which images are pruned.
        }
    }
}
