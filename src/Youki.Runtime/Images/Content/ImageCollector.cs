namespace Youki.Runtime.Images.Content;

/// <summary>Takes away what neither the index nor a lease refers to.</summary>
internal sealed class ImageCollector(ContentMarker marker, ImageIndexFile index, LeaseStore leases, BlobStore blobs, LayerStore layers, TrashStore trash)
{
    /// <summary>Moves it to the trash. The caller holds the store's lock, and empties the trash after it.</summary>
    /// <returns>Bytes that are given back when the trash is emptied.</returns>
    public long Collect() => Collect(index.Read());

    /// <summary>As above, as if the index had these entries of images.</summary>
    public long Collect(IEnumerable<IndexEntry> entries)
    {
        var marks = marker.MarkAll(entries, leases.ReadAll(sweep: true));
        var bytes = 0L;
        foreach (var (digest, size) in blobs.All().Where(blob => !marks.Blobs.Contains(blob.Digest)).ToList())
        {
            bytes += trash.Move(blobs.Layout.Blob(digest)) ? size : 0;
        }

        foreach (var diffId in layers.All().Where(layer => !marks.Layers.Contains(layer)).ToList())
        {
            var size = layers.TryFind(diffId)?.Size ?? 0;
            bytes += trash.Move(layers.Layout.Layer(diffId)) ? size : 0;
        }

        return bytes;
    }

    /// <summary>As <see cref="Collect()"/>, with everything around it.</summary>
    public async Task<long> CollectAsync(CancellationToken cancellationToken)
    {
        long bytes;
        using (await leases.LockAsync(cancellationToken).ConfigureAwait(false))
        {
            bytes = Collect();
        }

        trash.Empty(cancellationToken);
        return bytes;
    }
}
