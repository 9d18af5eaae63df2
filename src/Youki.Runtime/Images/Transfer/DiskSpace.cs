using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Looks whether an image has any chance to fit before it is fetched.</summary>
internal sealed class DiskSpace(StoreDirectory directory, IngestStore ingest, TrashStore trash)
{
    // Packed layers become two to three times as large as a rule, but those of packed data hardly grow: less is asked for than most need, since who does fit must not be refused.
    private const double LeastGrowth = 1.5;

    /// <param name="image">The image, for messages.</param>
    /// <param name="blobs">Blobs that will be fetched and kept.</param>
    /// <param name="layers">Blobs that will be unpacked.</param>
    /// <exception cref="HostResourceException">It cannot fit.</exception>
    public void Check(string image, IReadOnlyCollection<ContentDescriptor> blobs, IReadOnlyCollection<ContentDescriptor> layers)
    {
        var needed = blobs.Sum(blob => (decimal)blob.Size) + layers.Sum(layer => (decimal)(layer.Size * (IsPacked(layer) ? LeastGrowth : 1)));
        if (needed <= FreeBytes())
        {
            return;
        }

        ingest.Sweep(TimeSpan.Zero);
        trash.Empty(CancellationToken.None);
        var free = FreeBytes();
        if (needed > free)
        {
            throw new HostResourceException(
                "disk",
                $"Image '{image}' needs at least {Megabytes(needed)} MB in '{directory.Layout.Root}', and its file system has {Megabytes(free)} MB left. Prune images, or make room.");
        }
    }

    /// <summary>Bytes that this process may still write.</summary>
    private long FreeBytes()
    {
        directory.Ensure();
        return DiskErrors.Wrap($"look at the space of '{directory.Layout.Root}'", () => new DriveInfo(directory.Layout.Root).AvailableFreeSpace);
    }

    private static bool IsPacked(ContentDescriptor layer) => layer.MediaType is not (MediaTypes.OciLayer or MediaTypes.DockerLayer);

    private static decimal Megabytes(decimal bytes) => Math.Ceiling(bytes / 1_000_000);
}
