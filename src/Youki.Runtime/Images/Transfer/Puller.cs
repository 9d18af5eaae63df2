using Microsoft.Extensions.Options;
using Youki.Runtime.Diagnostics;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Brings images into the store.</summary>
internal sealed class Puller(
    StoredImages stored, ImageFinder finder, ImageSources sources, ImageTransfer transfer, IOptions<YoukiRuntimeOptions> options, TimeProvider time, ImageLog log,
    RuntimeTelemetry? telemetry = null)
{
    /// <summary>Called with the reference and the manifest's digest when an image was fetched; not where all of it was here.</summary>
    public Action<string, Digest>? Fetched { get; set; }

    /// <summary>Finds an image in the store, or brings it in, by the policy. The lease keeps it.</summary>
    public async Task<StoredImage> PullAsync(ImageReference reference, PullOptions pull, ProcessLease lease, CancellationToken cancellationToken)
    {
        // Nobody said for which platform: this host's, even where the store has another one.
        pull = pull with { Platform = pull.Platform ?? ImagePlatform.Host };
        var image = reference.ToString();
        var progress = new TransferProgress(pull.Progress, image, null, null, time);

        // A digest leads to the same image for ever: there is nothing to ask anybody.
        if ((pull.Policy != PullPolicy.Always || reference.Digest is not null)
            && await stored.HoldAsync(reference, pull.Platform, lease, cancellationToken).ConfigureAwait(false) is { } present
            && (pull.Policy != PullPolicy.Always || HasAll(present)))
        {
            progress.Report(ImagePhase.AlreadyExists);
            return present;
        }

        if (pull.Policy == PullPolicy.Never)
        {
            throw NotPresent(reference, pull);
        }

        var fetch = () => FetchAsync(reference, pull, progress, lease, cancellationToken);
        return await (telemetry?.RunAsync(telemetry.Pull, fetch, ContainerTags.Image(image)) ?? fetch()).ConfigureAwait(false);
    }

    private async Task<StoredImage> FetchAsync(ImageReference reference, PullOptions pull, TransferProgress progress, ProcessLease lease, CancellationToken cancellationToken)
    {
        var image = reference.ToString();
        progress.Report(ImagePhase.Resolving);
        var source = await sources.OpenAsync(reference, pull.Credentials, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            if (await IsUpToDateAsync(source, reference, pull, lease, cancellationToken).ConfigureAwait(false) is { } same)
            {
                log.UpToDate(image, same.Documents.Digest);
                progress.Report(ImagePhase.AlreadyExists);
                return same;
            }

            var pulled = await transfer.BringAsync(source, reference, image, pull, lease, cancellationToken).ConfigureAwait(false);
            progress.Report(ImagePhase.Complete);
            Fetched?.Invoke(image, pulled.Documents.Digest);
            return pulled;
        }
    }

    private bool HasAll(StoredImage image) => !options.Value.Images.KeepLayerBlobs || stored.HasBlobs(image.Documents);

    /// <summary>The image that is here, where the source says that its reference still leads to it.</summary>
    private async Task<StoredImage?> IsUpToDateAsync(IImageSource source, ImageReference reference, PullOptions pull, ProcessLease lease, CancellationToken cancellationToken)
    {
        var wanted = pull.Platform!.Value;

        // An older level of the architecture may have been all that there was, or what was asked for then: the index is looked at again.
        return finder.Find(reference, wanted) is { } entry && PlatformChoice.Rank(wanted, entry.Platform) == 0
            && await source.TryResolveAsync(cancellationToken).ConfigureAwait(false) == entry.Source
            && await stored.HoldAsync(reference, wanted, lease, cancellationToken).ConfigureAwait(false) is { } present
            && present.Entry.Source == entry.Source && HasAll(present)
                ? present
                : null;
    }

    private ImageException NotPresent(ImageReference reference, PullOptions pull)
    {
        var image = reference.ToString();
        if (finder.Find(reference, pull.Platform) is { } entry)
        {
            return new ImageDamagedException(
                image, entry.Manifest, $"Image '{image}' is in the store, but something of it is missing or damaged, and it must not be pulled. Pull it, which brings back what is missing.");
        }

        var others = finder.Platforms(reference);
        return others.Count == 0 ? ImageFinder.NotFound(reference) : new ImagePlatformException(image, pull.Platform!.Value, others);
    }
}
