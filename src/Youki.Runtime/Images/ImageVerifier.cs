using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images;

/// <summary>Checks images of the store, and mends what is damaged.</summary>
internal sealed class ImageVerifier(
    ImageFinder finder, ImageIndexFile index, LeaseStore leases, DocumentReader documents, ImageViews views, LayerCheck layers, ImageTransfer transfer, LayerTransfer layerTransfer,
    ImageSources sources, TimeProvider time, ImageLog log)
{
    public async Task<IReadOnlyList<ImageVerification>> VerifyAsync(string? image, VerifyImageOptions options, CancellationToken cancellationToken)
    {
        var results = new List<ImageVerification>();
        foreach (var entries in (image is null ? index.Read() : finder.FindAll(image).Entries).GroupBy(entry => entry.Manifest).ToList())
        {
            results.Add(await VerifyAsync([.. entries], options, cancellationToken).ConfigureAwait(false));
        }

        layers.ForgetReplaced(cancellationToken);
        return results;
    }

    private async Task<ImageVerification> VerifyAsync(IReadOnlyList<IndexEntry> entries, VerifyImageOptions options, CancellationToken cancellationToken)
    {
        var entry = entries[0];
        var run = new VerificationRun(entries, options, sources, time);
        await using (run.ConfigureAwait(false))
        {
            var lease = leases.Open();
            await using (lease.ConfigureAwait(false))
            {
                await lease.AddAsync([entry.Manifest], [], [], cancellationToken).ConfigureAwait(false);
                var read = documents.TryRead(entry.Name, entry.Manifest, out var reason);
                if (read is null)
                {
                    run.Problems.Add(reason);
                    read = await MendAsync(run, async source => await transfer.MendDocumentsAsync(source, entry, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                }

                if (read is not null)
                {
                    await lease.AddAsync([], [.. read.Blobs], read.DiffIds, cancellationToken).ConfigureAwait(false);
                    await VerifyLayersAsync(run, read, cancellationToken).ConfigureAwait(false);
                }

                foreach (var problem in run.Problems)
                {
                    log.Damaged(entry.Name, problem);
                }

                return new ImageVerification
                {
                    Image = read is not null ? views.Describe(read, index.Read()) : ImageViews.DescribeUnreadable(entries),
                    Problems = run.Problems,
                    Repaired = run.Problems.Count > 0 && run.IsMended,
                };
            }
        }
    }

    private async Task VerifyLayersAsync(VerificationRun run, ImageDocuments read, CancellationToken cancellationToken)
    {
        foreach (var layer in read.Manifest.Layers.Zip(read.DiffIds).Select(pair => new WantedLayer(pair.First, pair.Second)).DistinctBy(layer => (layer.Blob.Digest, layer.DiffId)))
        {
            var progress = run.ProgressOf(layer.Blob);
            progress.Report(ImagePhase.Unpacking);
            var isBlobDamaged = await layers.FindBlobProblemAsync(run.Name, layer.Blob, cancellationToken).ConfigureAwait(false) is { } blobProblem && run.Add(blobProblem);
            var damage = layers.FindProblems(layer, cancellationToken);
            run.Problems.AddRange(damage);
            if (isBlobDamaged || damage.Count > 0)
            {
                await RepairAsync(run, layer, isBlobDamaged, damage.Count > 0, progress, cancellationToken).ConfigureAwait(false);
            }

            progress.Report(ImagePhase.Complete, layer.Blob.Size);
        }
    }

    private async Task RepairAsync(VerificationRun run, WantedLayer layer, bool isBlobDamaged, bool isLayerDamaged, TransferProgress progress, CancellationToken cancellationToken)
    {
        if (!run.Options.Repair)
        {
            run.IsMended = false;
            return;
        }

        if (isBlobDamaged)
        {
            layers.DiscardBlob(layer.Blob);
        }

        // From the blob that is here, if it is whole; else from where the image came from.
        var remake = new Func<IImageSource?, Task<ImageDocuments?>>(async source =>
        {
            await layerTransfer.RemakeAsync(source, new LayerWork(run.Name, layer, isLayerDamaged, progress), cancellationToken).ConfigureAwait(false);
            return null;
        });
        if (layers.HasBlob(layer.Blob))
        {
            await run.TryAsync(() => remake(null)).ConfigureAwait(false);
        }
        else
        {
            await MendAsync(run, remake, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ImageDocuments?> MendAsync(VerificationRun run, Func<IImageSource, Task<ImageDocuments?>> mend, CancellationToken cancellationToken)
    {
        if (!run.Options.Repair)
        {
            run.IsMended = false;
            return null;
        }

        return await run.TryAsync(async () => await mend(await run.OpenSourceAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
