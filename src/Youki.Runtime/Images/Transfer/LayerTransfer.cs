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

        using var blobLock = await LockAsync(StoreLayout.BlobLockName(layer.Blob.Digest), image, layer, progress, cancellationToken).ConfigureAwait(false);
        using var layerLock = await LockAsync(StoreLayout.LayerLockName(layer.DiffId), image, layer, progress, cancellationToken).ConfigureAwait(false);
        if (ReportIfThere(layer, progress))
        {
            return 0;
        }

        try
        {
            return await BringLockedAsync(source, image, layer, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DiskErrors.IsFull(exception))
        {
            // Whoever needs the room must not wait for somebody to try this again.
            ingest.Discard(layer.Blob.Digest);
            throw DiskErrors.From($"write layer {layer.Blob.Digest} of image '{image}' below '{blobs.Layout.Root}'", exception);
        }
        catch (IOException exception)
        {
            throw DiskErrors.From($"write layer {layer.Blob.Digest} of image '{image}' below '{blobs.Layout.Root}'", exception);
        }
    }

    private bool ReportIfThere(WantedLayer layer, TransferProgress progress)
    {
        if (!IsThere(layer))
        {
            return false;
        }

        progress.Report(ImagePhase.AlreadyExists, layer.Blob.Size);
        return true;
    }

    private Task<StoreLock> LockAsync(string name, string image, WantedLayer layer, TransferProgress progress, CancellationToken cancellationToken) => locks.AcquireAsync(
        name,
        $"layer {layer.Blob.Digest} of image '{image}', which another pull brings in",
        options.Value.Images.PullWaitTimeout,
        () => progress.Report(ImagePhase.Waiting),
        cancellationToken);

    private async Task<long> BringLockedAsync(IImageSource source, string image, WantedLayer layer, TransferProgress progress, CancellationToken cancellationToken)
    {
        if (!IsUnpacked(layer) && blobs.Has(layer.Blob) && await TryUnpackBlobAsync(image, layer, progress, cancellationToken).ConfigureAwait(false))
        {
            progress.Report(ImagePhase.Complete, layer.Blob.Size);
            return 0;
        }

        log.Layer(image, layer.Blob.Digest, "fetch");
        var fetched = await FetchAsync(source, image, layer, progress, cancellationToken).ConfigureAwait(false);
        log.Layer(image, layer.Blob.Digest, "complete");
        progress.Report(ImagePhase.Complete, layer.Blob.Size);
        return fetched;
    }

    /// <summary>Unpacks a blob that is here. False: the blob is damaged, and has made room for a whole one.</summary>
    private async Task<bool> TryUnpackBlobAsync(string image, WantedLayer layer, TransferProgress progress, CancellationToken cancellationToken)
    {
        log.Layer(image, layer.Blob.Digest, "unpack");
        progress.Report(ImagePhase.Unpacking);
        try
        {
            var content = blobs.OpenRead(image, layer.Blob.Digest);
            await using (content.ConfigureAwait(false))
            {
                await UnpackAsync(image, layer, content, null, 0, done => progress.Report(ImagePhase.Unpacking, done), cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (ImageDamagedException exception) when (exception.Digest == layer.Blob.Digest)
        {
            log.Damaged(image, exception.Message);
            File.Delete(blobs.Layout.Blob(layer.Blob.Digest));
            return false;
        }
    }

    private async Task<long> FetchAsync(IImageSource source, string image, WantedLayer layer, TransferProgress progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            var offset = ingest.Begin(layer.Blob.Digest, layer.Blob.Size);
            progress.Report(ImagePhase.Downloading, offset);
            try
            {
                var begun = await OpenAsync(source, layer, offset, cancellationToken).ConfigureAwait(false);
                await using (begun.ConfigureAwait(false))
                {
                    offset = begun.Offset;
                    await TakeAsync(image, layer, begun, progress, cancellationToken).ConfigureAwait(false);
                }

                PublishBlob(layer);
                return layer.Blob.Size - offset;
            }
            catch (ImageDamagedException exception) when (offset > 0)
            {
                // The fault may lie in what was there already: once more, from the beginning.
                log.ResumeFailed(image, layer.Blob.Digest, exception.Message);
                ingest.Discard(layer.Blob.Digest);
            }
            catch (Exception exception) when (exception is ImageDamagedException or ImageFormatException)
            {
                ingest.Discard(layer.Blob.Digest);
                throw;
            }
        }
    }

    private Task TakeAsync(string image, WantedLayer layer, BlobContent begun, TransferProgress progress, CancellationToken cancellationToken)
    {
        var file = blobs.Layout.IngestBlob(layer.Blob.Digest);
        void Tell(long done) => progress.Report(ImagePhase.Downloading, done);
        return IsUnpacked(layer)
            ? LayerUnpacker.RunAsync(image, layer, begun.Content, file, begun.Offset, null, options.Value.Images.Limits, Tell, cancellationToken)
            : UnpackAsync(image, layer, begun.Content, file, begun.Offset, Tell, cancellationToken);
    }

    private static async Task<BlobContent> OpenAsync(IImageSource source, WantedLayer layer, long offset, CancellationToken cancellationToken)
    {
        // All of it is here, and only the end of the work was not reached.
        return offset == layer.Blob.Size && offset > 0
            ? new BlobContent(Stream.Null, offset)
            : await source.OpenBlobAsync(layer.Blob, offset, cancellationToken).ConfigureAwait(false);
    }

    private async Task UnpackAsync(
        string image, WantedLayer layer, Stream content, string? blobFile, long offset, Action<long> progress, CancellationToken cancellationToken)
    {
        // Files that are there already, of a blob that was not seen before, are unpacked once more: its image's word is not enough that it holds them.
        var known = layers.TryFind(layer.DiffId);
        var target = ingest.BeginLayer(layer.DiffId);
        try
        {
            var unpacked = await LayerUnpacker.RunAsync(image, layer, content, blobFile, offset, target, options.Value.Images.Limits, progress, cancellationToken)
                .ConfigureAwait(false);
            if (known is not null)
            {
                layers.AddBlob(known, layer.Blob.Digest);
            }
            else
            {
                layers.Publish(target, RecordOf(layer, unpacked));
            }
        }
        finally
        {
            ingest.DiscardLayer(layer.DiffId);
        }
    }

    private void PublishBlob(WantedLayer layer)
    {
        if (!KeepsBlobs)
        {
            ingest.Discard(layer.Blob.Digest);
            return;
        }

        blobs.Publish(blobs.Layout.IngestBlob(layer.Blob.Digest), layer.Blob.Digest);
        ingest.Complete(layer.Blob.Digest);
    }

    private LayerRecord RecordOf(WantedLayer layer, LayerResult unpacked) => new()
    {
        SchemaVersion = LayerRecord.CurrentSchemaVersion,
        DiffId = layer.DiffId,
        Blobs = [layer.Blob.Digest],
        Size = unpacked.FileBytes,
        Entries = unpacked.Entries,
        HidesAllBelow = unpacked.HidesAllBelow,
        BootId = BootId.Current,
        UnpackedAt = time.GetUtcNow(),
    };
}
