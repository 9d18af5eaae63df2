using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Images;

/// <summary>How much room images take. What containers or pulls use cannot go.</summary>
internal sealed class ImageUsage(ContentMarker marker, LeaseStore leases, BlobStore blobs, LayerStore layers, IngestStore ingest, TrashStore trash)
{
    public StorageShare Blobs => Measure(blobs.All().Select(blob => (blob.Size, Used.Blobs.Contains(blob.Digest))));

    public StorageShare Layers => Measure(layers.All().Select(layer => (layers.TryFind(layer)?.Size ?? 0, Used.Layers.Contains(layer))));

    /// <summary>What is not whole yet, and what is going.</summary>
    public StorageShare Ingest(CancellationToken cancellationToken)
    {
        var (coming, going) = (ingest.Measure(cancellationToken), trash.Measure(cancellationToken));
        return new StorageShare(coming.Count + going.Count, coming.Active + going.Active, coming.Bytes + going.Bytes, coming.ReclaimableBytes + going.ReclaimableBytes);
    }

    private ContentMarks Used => field ??= marker.Mark([], leases.ReadAll(sweep: false));

    private static StorageShare Measure(IEnumerable<(long Bytes, bool IsUsed)> things) => things.Aggregate(default(StorageShare), (share, thing) => new StorageShare(
        share.Count + 1, share.Active + (thing.IsUsed ? 1 : 0), share.Bytes + thing.Bytes, share.ReclaimableBytes + (thing.IsUsed ? 0 : thing.Bytes)));
}
