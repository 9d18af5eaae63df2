using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Content;

/// <summary>Gives references to images, and takes them away. An image that loses its last one stays in the index without, until it is pruned.</summary>
internal sealed class ImageNames(ImageIndexFile index, LeaseStore leases, TimeProvider time)
{
    /// <summary>Lets a reference lead to a manifest for its platform. The caller's lease keeps everything that the manifest names.</summary>
    /// <param name="reference">The reference. Null: the image has none, and is found by its id.</param>
    /// <param name="platform">What the image runs on.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="source">The digest that the source gave for the reference; the manifest's own where it has no index.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IndexEntry> SetAsync(ImageReference? reference, ImagePlatform platform, ContentDescriptor manifest, Digest source, CancellationToken cancellationToken)
    {
        using var held = await leases.LockAsync(cancellationToken).ConfigureAwait(false);
        var entries = index.Read();
        var old = entries.FirstOrDefault(entry => entry.Reference == reference && entry.Platform == platform && (reference is not null || entry.Manifest == manifest.Digest));
        var entry = new IndexEntry
        {
            Reference = reference,
            Platform = platform,
            Descriptor = manifest,
            Source = source,
            PulledAt = old is not null && old.Manifest == manifest.Digest ? old.PulledAt : time.GetUtcNow(),
        };
        index.Write(Replace(entries, old, entry));
        return entry;
    }

    /// <summary>Gives images one more reference: one entry for each platform.</summary>
    public async Task AddAsync(IReadOnlyList<IndexEntry> images, ImageReference reference, CancellationToken cancellationToken)
    {
        using var held = await leases.LockAsync(cancellationToken).ConfigureAwait(false);
        var entries = index.Read();
        foreach (var image in images)
        {
            if (!entries.Any(entry => entry.Manifest == image.Manifest))
            {
                throw new ImageNotFoundException(image.Name, $"Image '{image.Name}' was removed in the meantime. Pull it again.");
            }

            var old = entries.FirstOrDefault(entry => entry.Reference == reference && entry.Platform == image.Platform);
            entries = Replace(entries, old, image with { Reference = reference });
        }

        index.Write(entries);
    }

    private static List<IndexEntry> Replace(IReadOnlyList<IndexEntry> entries, IndexEntry? old, IndexEntry entry)
    {
        // An entry without a reference is there only as long as no other leads to the manifest.
        var others = entries.Where(each => each != old && !(each.Reference is null && each.Manifest == entry.Manifest)).ToList();
        if (old is not null && old.Manifest != entry.Manifest && !others.Any(each => each.Manifest == old.Manifest))
        {
            others.Add(old with { Reference = null });
        }

        if (entry.Reference is not null || !others.Any(each => each.Manifest == entry.Manifest))
        {
            others.Add(entry);
        }

        return others;
    }
}
