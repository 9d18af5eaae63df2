using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Archives;

/// <summary>Writes images to an archive. Nothing of them is collected meanwhile.</summary>
internal sealed class ImageExporter(ImageFinder finder, DocumentReader documents, BlobStore blobs, LeaseStore leases)
{
    private const int BufferSize = 128 * 1024;

    public async Task ExportAsync(IReadOnlyList<string> images, Stream destination, ArchiveFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(destination);
        if (images.Count == 0)
        {
            throw new ArgumentException("Name at least one image.", nameof(images));
        }

        var lease = leases.Open();
        await using (lease.ConfigureAwait(false))
        {
            var found = new List<ExportedImage>();
            foreach (var image in images)
            {
                found.AddRange(await HoldAsync(image, format, lease, cancellationToken).ConfigureAwait(false));
            }

            var exported = found.DistinctBy(image => (image.Entry.Reference, image.Entry.Manifest)).ToList();
            var buffered = new BufferedStream(destination, BufferSize);
            var writer = new ArchiveWriter(blobs, buffered);
            await (format == ArchiveFormat.Docker
                ? DockerArchiveFormat.WriteAsync(writer, exported, cancellationToken)
                : OciArchiveFormat.WriteAsync(writer, exported, cancellationToken)).ConfigureAwait(false);
            await writer.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds what a text leads to, and sees to it that it stays and is whole.</summary>
    private async Task<IEnumerable<ExportedImage>> HoldAsync(string image, ArchiveFormat format, ProcessLease lease, CancellationToken cancellationToken)
    {
        using var held = await leases.LockAsync(cancellationToken).ConfigureAwait(false);
        var entries = finder.FindAll(image).Entries;

        // A Docker archive has one platform under a name; readers of a layout take the first.
        var best = PlatformChoice.Best(ImagePlatform.Host, entries, entry => entry.Platform) ?? entries.MaxBy(entry => entry.PulledAt)!;
        var chosen = entries.Where(entry => format == ArchiveFormat.Oci || entry.Manifest == best.Manifest).OrderByDescending(entry => entry.Manifest == best.Manifest);
        return [.. chosen.Select(entry => Hold(image, entry, lease))];
    }

    private ExportedImage Hold(string image, IndexEntry entry, ProcessLease lease)
    {
        var read = documents.Read(image, entry.Manifest);
        lease.Add([read.Digest], [.. read.Blobs], []);
        if (read.Manifest.Layers.FirstOrDefault(layer => !blobs.Has(layer)) is { } missing)
        {
            // Says what to do.
            blobs.OpenRead(image, missing.Digest).Dispose();
            throw new ImageDamagedException(image, missing.Digest, $"Blob {missing.Digest} of image '{image}' has not the size that it should have. Verify the image, which mends it.");
        }

        return new ExportedImage(entry, read);
    }
}
