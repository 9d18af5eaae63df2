using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>Brings all images of an archive into the store, each under every name that it has there. What has only a tag, or no name, is found by its id.</summary>
internal sealed class ImageImporter(ArchiveSources sources, ImageTransfer transfer, LeaseStore leases, ImageViews views, ImageIndexFile index)
{
    public async Task<IReadOnlyList<ImageInfo>> ImportAsync(string path, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        // To go through an archive takes a while, and this is no thread of ours.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var archive = await sources.OpenAsync(Path.GetFullPath(path), cancellationToken).ConfigureAwait(false);
        var lease = leases.Open();
        await using (lease.ConfigureAwait(false))
        {
            var images = new List<ImageDocuments>();
            foreach (var image in archive.Images.List())
            {
                images.Add((await BringAsync(image, progress, lease, cancellationToken).ConfigureAwait(false)).Documents);
            }

            var entries = index.Read();
            return images.Count > 0
                ? [.. images.DistinctBy(image => image.Digest).Select(image => views.Describe(image, entries))]
                : throw new ImageNotFoundException(path, $"'{path}' holds no image.");
        }
    }

    private async Task<StoredImage> BringAsync(ArchivedImage image, IProgress<ImageProgress>? progress, ProcessLease lease, CancellationToken cancellationToken)
    {
        var pull = new PullOptions { Progress = progress };
        try
        {
            return await transfer.BringAsync(image.Source, image.Reference, image.Name, pull, lease, cancellationToken).ConfigureAwait(false);
        }
        catch (ImagePlatformException exception) when (exception.Available is [var only])
        {
            // An archive may have been made for another host: whoever imports it wants what is in it.
            return await transfer.BringAsync(image.Source, image.Reference, image.Name, pull with { Platform = only }, lease, cancellationToken).ConfigureAwait(false);
        }
    }
}
