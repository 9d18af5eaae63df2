using Youki.Runtime.Bundles;
using Youki.Runtime.Images;
using Youki.Runtime.Native;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Lifecycle;

/// <summary>How much room images and containers take. Nothing is locked: what changes meanwhile is counted or not.</summary>
internal sealed class StorageReport(LifecycleServices services, ImageParts images, VolumeStore named)
{
    public async Task<StorageUsage> MeasureAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var (containers, volumes, logs) = (default(StorageShare), default(StorageShare), default(StorageShare));
        foreach (var id in BundleLayout.Containers(services.Store.BundleDirectory))
        {
            var layout = services.Store.Layout(id);
            var isActive = await IsActiveAsync(id, cancellationToken).ConfigureAwait(false);
            var (inLogs, inVolumes) = (TreeSize.Of(layout.LogDirectory, cancellationToken), TreeSize.Of(layout.Volumes, cancellationToken));
            containers = Add(containers, TreeSize.Of(layout.Bundle, cancellationToken) - inLogs - inVolumes, isActive);
            volumes = Directory.Exists(layout.Volumes) ? Add(volumes, inVolumes, isActive) : volumes;
            logs = Add(logs, inLogs, isActive);
        }

        foreach (var volume in await named.ListAsync(filter: null, cancellationToken).ConfigureAwait(false))
        {
            volumes = Add(volumes, TreeSize.Of(volume.Path, cancellationToken), volume.Containers.Count > 0);
        }

        var usage = new ImageUsage(images.Marker, images.Leases, images.Blobs, images.Layers, images.Ingest, images.Trash);
        return new StorageUsage
        {
            Layers = usage.Layers,
            Blobs = usage.Blobs,
            Ingest = usage.Ingest(cancellationToken),
            Containers = containers,
            Volumes = volumes,
            Logs = logs,
        };
    }

    private async Task<bool> IsActiveAsync(ContainerId id, CancellationToken cancellationToken)
    {
        try
        {
            return services.Store.TryRead(id) is { } container
                && (await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false)).State != ContainerState.Stopped;
        }
        catch (YoukiException)
        {
            // What cannot be read is not said to be of no use.
            return true;
        }
    }

    private static StorageShare Add(StorageShare share, long bytes, bool isActive) => new(
        share.Count + 1, share.Active + (isActive ? 1 : 0), share.Bytes + bytes, share.ReclaimableBytes + (isActive ? 0 : bytes));
}
