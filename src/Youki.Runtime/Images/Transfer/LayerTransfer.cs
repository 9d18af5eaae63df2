using Microsoft.Extensions.Options;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Layers;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Transfer;

/// <summary>
/// Brings one layer into the store, at most once at a time on this host: from the source in one pass to the blob and to the files, or from a blob that is here.
/// </summary>
internal sealed class LayerTransfer(
    BlobStore blobs, LayerStore layers, IngestStore ingest, StoreLocks locks, IOptions<YoukiRuntimeOptions> options, TimeProvider time, ImageLog log)
{
    private bool KeepsBlobs => options.Value.Images.KeepLayerBlobs;

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsThere(WantedLayer layer) => IsUnpacked(layer) && (!KeepsBlobs || blobs.Has(layer.Blob));

    /// <summary>Whether its files are there, and come from this blob.</summary>
    public bool IsUnpacked(WantedLayer layer) => layers.TryFind(layer.DiffId, layer.Blob.Digest) is not null;

    /// <returns>The bytes that were fetched.</returns>
    public async Task<long> BringAsync(IImageSource source, string image, WantedLayer layer, TransferProgress progress, CancellationToken cancellationToken)
    {
        if (ReportIfThere(layer, progress))
        {
            return 0;
        }

        var work = new LayerWork(image, layer, Replaces: false, progress);
        using var blobLock = await LockAsync(StoreLayout.BlobLockName(layer.Blob.Digest), work, cancellationToken).ConfigureAwait(false);
        using var layerLock = await LockAsync(StoreLayout.LayerLockName(layer.DiffId), work, cancellationToken).ConfigureAwait(false);
        if (ReportIfThere(layer, progress))
        {
            return 0;
        }

        var fetched = await GuardAsync(work, async () =>
            !IsUnpacked(layer) && blobs.Has(layer.Blob) && await TryUnpackBlobAsync(work, cancellationToken).ConfigureAwait(false)
                ? 0
                : await FetchAsync(source, work, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        progress.Report(ImagePhase.Complete, layer.Blob.Size);
        return fetched;
    }

    /// <summary>Makes anew what is damaged of a layer: its files, its blob, or both. What is mounted in containers stays for them.</summary>
    /// <param name="source">Where the blob comes from. Null: it must be here.</param>
    /// <param name="work">The layer; it says whether the files are damaged.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RemakeAsync(IImageSource? source, LayerWork work, CancellationToken cancellationToken)
    {
        using var blobLock = await LockAsync(StoreLayout.BlobLockName(work.Blob.Digest), work, cancellationToken).ConfigureAwait(false);
        using var layerLock = await LockAsync(StoreLayout.LayerLockName(work.DiffId), work, cancellationToken).ConfigureAwait(false);
        await GuardAsync(work, async () =>
        {
            if (work.Replaces && blobs.Has(work.Blob) && await TryUnpackBlobAsync(work, cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }

            return !work.Replaces && IsThere(work.Layer) ? 0
                : source is not null ? await FetchAsync(source, work, cancellationToken).ConfigureAwait(false)
                : throw new ImageDamagedException(work.Image, work.Blob.Digest, $"Blob {work.Blob.Digest} of image '{work.Image}' is damaged. Pull the image again.");
        }).ConfigureAwait(false);
    }

    private async Task<long> GuardAsync(LayerWork work, Func<Task<long>> bring)
    {
        try
        {
            return await bring().ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskErrors.IsFull(exception))
        {
            // Whoever needs the room must not wait for somebody to try this again.
            ingest.Discard(work.Blob.Digest);
            throw Failed(work, exception);
        }
        catch (IOException exception)
        {
            throw Failed(work, exception);
        }
    }

    private HostResourceException Failed(LayerWork work, Exception exception) =>
        DiskErrors.From($"write layer {work.Blob.Digest} of image '{work.Image}' below '{blobs.Layout.Root}'", exception is HostResourceException { InnerException: IOException cause } ? cause : exception);

    private bool ReportIfThere(WantedLayer layer, TransferProgress progress)
    {
        if (!IsThere(layer))
        {
            return false;
        }

        progress.Report(ImagePhase.AlreadyExists, layer.Blob.Size);
        return true;
    }

    private Task<StoreLock> LockAsync(string name, LayerWork work, CancellationToken cancellationToken) => locks.AcquireAsync(
        name,
        $"layer {work.Blob.Digest} of image '{work.Image}', which another pull brings in",
        options.Value.Images.PullWaitTimeout,
        () => work.Progress.Report(ImagePhase.Waiting),
        cancellationToken);

    /// <summary>Unpacks a blob that is here. False: the blob is damaged, and has made room for a whole one.</summary>
    private async Task<bool> TryUnpackBlobAsync(LayerWork work, CancellationToken cancellationToken)
    {
        log.Layer(work.Image, work.Blob.Digest, "unpack");
        work.Progress.Report(ImagePhase.Unpacking);
        try
        {
            var content = blobs.OpenRead(work.Image, work.Blob.Digest);
            await using (content.ConfigureAwait(false))
            {
                await UnpackAsync(work, new BlobContent(content, 0), null, done => work.Progress.Report(ImagePhase.Unpacking, done), cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (ImageDamagedException exception) when (exception.Digest == work.Blob.Digest)
        {
            log.Damaged(work.Image, exception.Message);
            File.Delete(blobs.Layout.Blob(work.Blob.Digest));
            return false;
        }
    }

    private async Task<long> FetchAsync(IImageSource source, LayerWork work, CancellationToken cancellationToken)
    {
        while (true)
        {
            var offset = ingest.Begin(work.Blob.Digest, work.Blob.Size);
            log.Layer(work.Image, work.Blob.Digest, offset > 0 ? "resume" : "fetch");
            work.Progress.Report(ImagePhase.Downloading, offset);
            try
            {
                var begun = await OpenAsync(source, work, offset, cancellationToken).ConfigureAwait(false);
                await using (begun.ConfigureAwait(false))
                {
                    offset = begun.Offset;
                    await TakeAsync(work, begun, cancellationToken).ConfigureAwait(false);
                }

                PublishBlob(work);
                log.Layer(work.Image, work.Blob.Digest, "complete");
                return work.Blob.Size - offset;
            }
            catch (Exception exception) when (offset > 0 && exception is ImageDamagedException or ImageFormatException)
            {
                // The fault may lie in what was there already: once more, from the beginning.
                log.ResumeFailed(work.Image, work.Blob.Digest, exception.Message);
                ingest.Discard(work.Blob.Digest);
            }
            catch (Exception exception) when (exception is ImageDamagedException or ImageFormatException)
            {
                ingest.Discard(work.Blob.Digest);
                throw;
            }
        }
    }

    private static async Task<BlobContent> OpenAsync(IImageSource source, LayerWork work, long offset, CancellationToken cancellationToken)
    {
        // All of it may be here, and only the end of the work was not reached.
        return offset == work.Blob.Size && offset > 0
            ? new BlobContent(Stream.Null, offset)
            : await source.OpenBlobAsync(work.Blob, offset, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeAsync(LayerWork work, BlobContent begun, CancellationToken cancellationToken)
    {
        var file = blobs.Layout.IngestBlob(work.Blob.Digest);
        void Tell(long done) => work.Progress.Report(ImagePhase.Downloading, done);
        if (work.Replaces || !IsUnpacked(work.Layer))
        {
            await UnpackAsync(work, begun, file, Tell, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await LayerUnpacker.RunAsync(work.Image, work.Layer, begun.Content, file, begun.Offset, null, options.Value.Images.Limits, Tell, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UnpackAsync(LayerWork work, BlobContent content, string? blobFile, Action<long> progress, CancellationToken cancellationToken)
    {
        // Files that are there already, of a blob that was not seen before, are unpacked once more: its image's word is not enough that it holds them.
        var known = layers.TryFind(work.DiffId);
        var target = ingest.BeginLayer(work.DiffId);
        try
        {
            var unpacked = await LayerUnpacker.RunAsync(
                work.Image, work.Layer, content.Content, blobFile, content.Offset, target, options.Value.Images.Limits, progress, cancellationToken).ConfigureAwait(false);
            if (unpacked.SkippedDevices > 0)
            {
                log.DevicesLeftOut(work.Image, work.Blob.Digest, unpacked.SkippedDevices);
            }

            if (known is not null && !work.Replaces)
            {
                layers.AddBlob(known, work.Blob.Digest);
            }
            else
            {
                layers.Publish(target, RecordOf(work, known, unpacked));
            }
        }
        finally
        {
            ingest.DiscardLayer(work.DiffId);
        }
    }

    private void PublishBlob(LayerWork work)
    {
        if (!KeepsBlobs)
        {
            ingest.Discard(work.Blob.Digest);
            return;
        }

        blobs.Publish(blobs.Layout.IngestBlob(work.Blob.Digest), work.Blob.Digest);
        ingest.Complete(work.Blob.Digest);
    }

    private LayerRecord RecordOf(LayerWork work, LayerRecord? known, LayerResult unpacked) => new()
    {
        SchemaVersion = LayerRecord.CurrentSchemaVersion,
        DiffId = work.DiffId,
        Blobs = [.. (known?.Blobs ?? []).Append(work.Blob.Digest).Distinct()],
        Size = unpacked.FileBytes,
        Entries = unpacked.Entries,
        HidesAllBelow = unpacked.HidesAllBelow,
        BootId = BootId.Current,
        UnpackedAt = time.GetUtcNow(),
    };
}
