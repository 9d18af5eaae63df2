using Youki.Runtime.Images.Content;

namespace Youki.Runtime.Images;

/// <summary>Takes references away, and with the last one the image.</summary>
internal sealed class ImageRemover(ImageFinder finder, ImageIndexFile index, LeaseStore leases, ImageCollector collector, TrashStore trash, ImageLog log)
{
    public async Task<ImageRemoval> RemoveAsync(string image, bool force, CancellationToken cancellationToken)
    {
        ImageRemoval removal;
        using (await leases.LockAsync(cancellationToken).ConfigureAwait(false))
        {
            var found = finder.FindAll(image);

            // A digest names manifests rather than an entry: all that leads to them goes, in this repository.
            var entries = found.Entries;
            var left = index.Read().Except(entries).ToList();
            if (!force)
            {
                Check(image, found, left);
            }

            removal = Remove(entries, left);
        }

        trash.Empty(cancellationToken);
        log.Removed(removal.Untagged.Count, removal.Deleted.Count, removal.ReclaimedBytes);
        return removal;
    }

    /// <summary>Takes entries out of the index, and moves away what nothing else refers to. The caller holds the store's lock, and empties the trash after it.</summary>
    public ImageRemoval Remove(IReadOnlyCollection<IndexEntry> entries, IReadOnlyCollection<IndexEntry> left)
    {
        // Two manifests may have one configuration, whose digest is the id of both: such an image is gone with the last of them.
        var gone = entries.Where(entry => !left.Any(other => other.Manifest == entry.Manifest)).Select(IdOf).ToHashSet();
        gone.ExceptWith(gone.Count > 0 ? left.Select(IdOf) : []);
        var bytes = Write(left) + collector.Collect();
        return new ImageRemoval
        {
            Untagged = [.. entries.Select(entry => entry.Reference).OfType<ImageReference>().Distinct()],
            Deleted = [.. gone],
            ReclaimedBytes = bytes,
        };

        Digest IdOf(IndexEntry entry) => finder.IdOf(entry) ?? entry.Manifest;
    }

    /// <summary>
    /// On a full disk the index cannot be written before something is gone. Then what only the going images have is deleted first: where that is broken off, the index
    /// names images without content, which a pull or a check mends and one more removal takes away.
    /// </summary>
    /// <returns>The bytes that were given back.</returns>
    private long Write(IReadOnlyCollection<IndexEntry> left)
    {
        try
        {
            index.Write(left);
            return 0;
        }
        catch (HostResourceException exception) when (DiskErrors.IsFull(exception))
        {
            var bytes = collector.Collect(left);
            trash.Empty(CancellationToken.None);
            index.Write(left);
            return bytes;
        }
    }

    private void Check(string image, FoundImage found, List<IndexEntry> left)
    {
        var references = found.Entries.Select(entry => entry.Reference).OfType<ImageReference>().Distinct().ToList();
        if (found.Reference is null && references.Count > 1)
        {
            throw new ImageInUseException(
                image, $"Image '{image}' has {references.Count} references: {string.Join(", ", references)}. Remove them one by one, or by force.", []);
        }

        var gone = found.Entries.Where(entry => !left.Any(other => other.Manifest == entry.Manifest)).Select(entry => entry.Manifest).ToHashSet();
        var containers = leases.ReadAll(sweep: true)
            .Where(lease => lease.Container is not null && lease.Manifests.Any(gone.Contains))
            .Select(lease => lease.Container!.Value)
            .ToList();
        if (containers.Count > 0)
        {
            throw new ImageInUseException(
                image, $"Image '{image}' is used by {containers.Count} containers: {string.Join(", ", containers.Take(5))}. Remove them first, or the image by force.", containers);
        }
    }
}
