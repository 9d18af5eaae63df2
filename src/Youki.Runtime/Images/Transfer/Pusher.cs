using Microsoft.Extensions.Options;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Sends images to registries: layers side by side and only those that are not there, then the configuration, and the manifest when all that it names is there.</summary>
internal sealed class Pusher(
    RegistryTargetOpener registries, ImageFinder finder, DocumentReader documents, BlobStore blobs, LeaseStore leases, IOptions<YoukiRuntimeOptions> options, TimeProvider time, ImageLog log)
{
    /// <returns>The digest of the manifest there.</returns>
    public async Task<Digest> PushAsync(ImageReference reference, PushOptions push, CancellationToken cancellationToken)
    {
        var image = reference.ToString();
        if (reference.Transport != ImageTransport.Registry)
        {
            throw new ImageException(image, $"'{image}' leads to no registry. Give the image a name in one first, or export it to a file.");
        }

        var lease = leases.Open();
        await using (lease.ConfigureAwait(false))
        {
            var (entry, read) = await HoldAsync(reference, push.Platform, lease, cancellationToken).ConfigureAwait(false);
            var progress = new TransferProgress(push.Progress, image, null, null, time);
            progress.Report(ImagePhase.Resolving);
            var started = time.GetTimestamp();
            var target = await registries(reference, push.Credentials, cancellationToken).ConfigureAwait(false);
            await using (target.ConfigureAwait(false))
            {
                var sent = await SendLayersAsync(target, image, read, push.Progress, cancellationToken).ConfigureAwait(false);
                await SendAsync(target, image, read.Manifest.Config, null, cancellationToken).ConfigureAwait(false);
                progress.Report(ImagePhase.Uploading);
                await target.PutManifestAsync(entry.Descriptor, blobs.ReadDocument(image, entry.Manifest, "manifest"), cancellationToken).ConfigureAwait(false);
                progress.Report(ImagePhase.Complete);
                var elapsed = time.GetElapsedTime(started);
                log.Pushed(image, entry.Manifest, sent, elapsed);
                return entry.Manifest;
            }
        }
    }

    /// <summary>Finds the image, and sees to it that it stays and is whole.</summary>
    private async Task<(IndexEntry Entry, ImageDocuments Documents)> HoldAsync(ImageReference reference, ImagePlatform? platform, ProcessLease lease, CancellationToken cancellationToken)
    {
        var image = reference.ToString();
        using var held = await leases.LockAsync(cancellationToken).ConfigureAwait(false);
        if (finder.Find(reference, platform) is not { } entry)
        {
            var others = finder.Platforms(reference);
            throw others.Count == 0 ? ImageFinder.NotFound(reference) : new ImagePlatformException(image, platform ?? ImagePlatform.Host, others);
        }

        var read = documents.Read(image, entry.Manifest);
        lease.Add([read.Digest], [.. read.Blobs], []);
        if (read.Manifest.Layers.FirstOrDefault(layer => blobs.SizeOf(layer.Digest) is null) is { } missing)
        {
            // Says what to do.
            await blobs.OpenRead(image, missing.Digest).DisposeAsync().ConfigureAwait(false);
        }

        return (entry, read);
    }

    private async Task<long> SendLayersAsync(IImageTarget target, string image, ImageDocuments read, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var sent = 0L;

        // The first failure cancels the others, and is the one that is thrown when all of them have ended.
        await Parallel.ForEachAsync(
            read.Manifest.Layers.DistinctBy(layer => layer.Digest),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.Images.MaxConcurrentLayers, CancellationToken = cancellationToken },
            async (layer, giveUp) =>
            {
                var told = new TransferProgress(progress, image, layer.Digest, layer.Size, time);
                told.Report(ImagePhase.Waiting);
                if (await SendAsync(target, image, layer, told, giveUp).ConfigureAwait(false))
                {
                    Interlocked.Add(ref sent, layer.Size);
                }
            }).ConfigureAwait(false);
        return sent;
    }

    /// <returns>Whether it was sent: false where it was there.</returns>
    private async Task<bool> SendAsync(IImageTarget target, string image, ContentDescriptor blob, TransferProgress? progress, CancellationToken cancellationToken)
    {
        if (await target.HasBlobAsync(blob, cancellationToken).ConfigureAwait(false))
        {
            progress?.Report(ImagePhase.AlreadyExists, blob.Size);
            return false;
        }

        progress?.Report(ImagePhase.Uploading);
        await target.PutBlobAsync(
            blob,
            () => new ProgressStream(blobs.OpenRead(image, blob.Digest), done => progress?.Report(ImagePhase.Uploading, done)),
            cancellationToken).ConfigureAwait(false);
        progress?.Report(ImagePhase.Complete, blob.Size);
        return true;
    }
}
