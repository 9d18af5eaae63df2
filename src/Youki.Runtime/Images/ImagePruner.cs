using Youki.Runtime.Images.Content;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images;

/// <summary>Takes away what is not needed: images by age and need, then whatever belongs to none.</summary>
internal sealed class ImagePruner(
    ImageRemover remover, ImageIndexFile index, LeaseStore leases, ImageCollector collector, TrashStore trash, IngestStore ingest, BlobStore blobs, LayerStore layers, TimeProvider time, ImageLog log)
{
    public async Task<ImageRemoval> PruneAsync(PruneImagesOptions options, CancellationToken cancellationToken)
    {
        Check(options);
        var swept = ingest.Sweep(options.OlderThan ?? TimeSpan.Zero);
        var removal = await RemoveAsync(candidate => options.All || candidate.IsDangling, options.OlderThan, cancellationToken).ConfigureAwait(false);
        removal = removal with { ReclaimedBytes = removal.ReclaimedBytes + swept };
        while (IsAbove(options) && await RemoveOldestAsync(options.OlderThan, cancellationToken).ConfigureAwait(false) is { } more)
        {
            removal = Add(removal, more);
        }

        log.Removed(removal.Untagged.Count, removal.Deleted.Count, removal.ReclaimedBytes);
        return removal;
    }

    private static void Check(PruneImagesOptions options)
    {
        if (options.OlderThan is { } age)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero, nameof(options.OlderThan));
        }

        if (options.TargetBytes is { } bytes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(bytes, nameof(options.TargetBytes));
        }

        if (options.TargetDiskPercent is { } percent && percent is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(options), percent, $"{nameof(options.TargetDiskPercent)} must be from 0 to 100.");
        }
    }

    private async Task<ImageRemoval> RemoveAsync(Func<Candidate, bool> wanted, TimeSpan? olderThan, CancellationToken cancellationToken)
    {
        ImageRemoval removal;
        using (await leases.LockAsync(cancellationToken).ConfigureAwait(false))
        {
            var going = Candidates(olderThan).Where(wanted).SelectMany(candidate => candidate.Entries).ToList();
            removal = going.Count > 0
                ? remover.Remove(going, [.. index.Read().Except(going)])
                : new ImageRemoval { Untagged = [], Deleted = [], ReclaimedBytes = collector.Collect() };
        }

        trash.Empty(cancellationToken);
        return removal;
    }

    private async Task<ImageRemoval?> RemoveOldestAsync(TimeSpan? olderThan, CancellationToken cancellationToken)
    {
        ImageRemoval removal;
        using (await leases.LockAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Candidates(olderThan).MinBy(candidate => candidate.UsedAt) is not { } oldest)
            {
                return null;
            }

            removal = remover.Remove(oldest.Entries, [.. index.Read().Except(oldest.Entries)]);
        }

        trash.Empty(cancellationToken);
        return removal;
    }

    /// <summary>Images that nobody uses. The caller holds the store's lock.</summary>
    private List<Candidate> Candidates(TimeSpan? olderThan)
    {
        var used = leases.ReadAll(sweep: true).SelectMany(lease => lease.Manifests).ToHashSet();
        var newest = time.GetUtcNow() - (olderThan ?? TimeSpan.Zero);
        return
        [
            .. index.Read()
                .GroupBy(entry => entry.Manifest)
                .Where(group => !used.Contains(group.Key))
                .Select(group => new Candidate([.. group], UsedAt(group)))
                .Where(candidate => olderThan is null || candidate.UsedAt <= newest),
        ];
    }

    private DateTimeOffset UsedAt(IGrouping<Digest, IndexEntry> image)
    {
        var pulled = image.Max(entry => entry.PulledAt);
        var touched = FileMetadata.TryOf(blobs.Layout.Blob(image.Key))?.Modified.ToDateTimeOffset() ?? pulled;
        return touched > pulled ? touched : pulled;
    }

    private bool IsAbove(PruneImagesOptions options)
    {
        if (options.TargetBytes is { } bytes && blobs.All().Sum(blob => blob.Size) + layers.All().Sum(layer => layers.TryFind(layer)?.Size ?? 0) > bytes)
        {
            return true;
        }

        if (options.TargetDiskPercent is not { } percent || !Directory.Exists(blobs.Layout.Root))
        {
            return false;
        }

        // As df(1) counts: what is kept for root is neither used nor free.
        var disk = new DriveInfo(blobs.Layout.Root);
        var inUse = disk.TotalSize - disk.TotalFreeSpace;
        return inUse * 100.0 / Math.Max(1, inUse + disk.AvailableFreeSpace) > percent;
    }

    private static ImageRemoval Add(ImageRemoval first, ImageRemoval second) => new()
    {
        Untagged = [.. first.Untagged, .. second.Untagged],
        Deleted = [.. first.Deleted, .. second.Deleted],
        ReclaimedBytes = first.ReclaimedBytes + second.ReclaimedBytes,
    };

    private sealed record Candidate(IReadOnlyList<IndexEntry> Entries, DateTimeOffset UsedAt)
    {
        public bool IsDangling => Entries.All(entry => entry.Reference is null);
    }
}
