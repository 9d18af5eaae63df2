using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Images;

/// <summary>Finds images and keeps them in one step, so that nothing is collected in between.</summary>
internal sealed class StoredImages(ImageFinder finder, DocumentReader documents, LeaseStore leases, LayerStore layers, BlobStore blobs)
{
    /// <summary>The image of a reference, kept by the lease; null where the store does not have it, or not all that containers need of it.</summary>
    public async Task<StoredImage?> HoldAsync(ImageReference reference, ImagePlatform? platform, ProcessLease lease, CancellationToken cancellationToken)
    {
        if (finder.Find(reference, platform) is null)
        {
            return null;
        }

        using var held = await leases.LockAsync(cancellationToken).ConfigureAwait(false);
        if (finder.Find(reference, platform) is not { } entry || documents.TryRead(entry.Name, entry.Manifest, out _) is not { } read || !IsUnpacked(read))
        {
            return null;
        }

        lease.Add([read.Digest], [.. read.Blobs], read.DiffIds);
        return new StoredImage(entry, read);
    }

    /// <summary>Whether all layers are there.</summary>
    public bool IsUnpacked(ImageDocuments image) =>
        image.Manifest.Layers.Zip(image.DiffIds).All(layer => layers.TryFind(layer.Second, layer.First.Digest) is not null);

    /// <summary>Whether the blobs of all layers are there.</summary>
    public bool HasBlobs(ImageDocuments image) => image.Manifest.Layers.All(blobs.Has);
}
