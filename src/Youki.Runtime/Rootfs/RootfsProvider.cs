using System.Globalization;
using Microsoft.Extensions.Logging;
using Youki.Runtime.Images;
using Youki.Runtime.Native;
using Youki.Runtime.Rootless;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// Gives a container its root file system: an overlay above the image's layers where the host can have one, else a copy of them. What the container
/// writes stays until it is removed; the mount does not outlive the host, nor reach other mount namespaces, and is made anew where it is missing.
/// </summary>
internal sealed partial class RootfsProvider(IContainerImages images, MappedFiles files, ILogger<RootfsProvider> logger) : IHostResourceProvider
{
    public const string ResourceKind = "rootfs";

    private readonly RootlessRootfs _rootless = new(files);

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [ImageProvider.ResourceKind, IdMappings.ResourceKind, WritableLayerProvider.ResourceKind];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        var id = inputs.ContainerId;
        using var image = inputs.Image is { } pinned
            ? ImageLayers.Open(inputs.Config.Image, images.Open(pinned), id)
            : ImageLayers.OpenDirectory(inputs.Config.Image, id);
        try
        {
            var layout = Locate(inputs, image);
            if (inputs.IdMappings is not null)
            {
                // Left by a process that was killed between the mount of the overlay and this.
                MappedLayers.Remove(layout);
            }

            if (OverlayRootfs.IsMounted(id, layout))
            {
                return Describe(RootfsMethod.Overlay, inputs, image);
            }

            if (CopiedRootfs.Exists(layout))
            {
                return Describe(RootfsMethod.Copy, inputs, image);
            }

            if (inputs.Host.Rootless)
            {
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                if (await _rootless.MakeAsync(layout, image, inputs.IdMappings!, cancellationToken).ConfigureAwait(false) is > 0 and var skipped)
                {
                    LogSkipped(id, image.Image, skipped);
                }

                return Describe(RootfsMethod.Copy, inputs, image);
            }

            if (OverlayRootfs.TryMount(id, layout, image, inputs.IdMappings) is not { } refusal)
            {
                return Describe(RootfsMethod.Overlay, inputs, image);
            }

            if (inputs.Config.ResourceRequests?.DiskMb is not null)
            {
                throw new FeatureNotSupportedException("ContainerConfig.ResourceRequests.DiskMb", $"A bounded writable layer needs an overlay, and none is possible: {refusal.Message}. Load it (modprobe overlay), or leave the limit out.") { ContainerId = id };
            }

            LogCopying(id, image.Image, refusal.Message);

            // A copy takes its time, and this is no thread of ours to block.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            CopiedRootfs.Make(id, layout, image, inputs.IdMappings, cancellationToken);
            return Describe(RootfsMethod.Copy, inputs, image);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(id, "made", exception, "Look at the bundle directory's file system, its free space and the privileges of this process.");
        }
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (RootfsLayout.TryOf(record.BundlePath) is not { } layout)
            {
                return;
            }

            MountedDirectory.DetachAll(layout.Rootfs);

            // The mount points first: were something mounted there still, this would refuse before anything of the layer is gone.
            await files.DeleteAsync(layout.Rootfs, cancellationToken).ConfigureAwait(false);
            CopiedRootfs.RemoveView(layout);
            MappedLayers.Remove(layout);
            await files.DeleteAsync(layout.Copying, cancellationToken).ConfigureAwait(false);
            MountedDirectory.DetachAll(layout.Layer);
            FileTree.Delete(layout.Layer, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(record.ContainerId, "removed", exception, "Unmount what is mounted below the bundle directory, if anything is, and remove the container again.");
        }
    }

    private static RootfsLayout Locate(SpecInputs inputs, ImageLayers image)
    {
        if (inputs.RootfsPath != new RootfsLayout(inputs.BundlePath).Rootfs)
        {
            throw new ArgumentException($"The root file system must be in the bundle: {inputs.RootfsPath}.", nameof(inputs));
        }

        var layout = RootfsLayout.TryOf(inputs.BundlePath) ?? throw new NativeException("open directory", inputs.BundlePath, Errno.ENOENT);
        var bundles = Path.GetDirectoryName(layout.BundlePath)!;

        // The layers of an image of the store all lie in the one directory of the store.
        var path = Descriptor.RealPath(image.Top);

        // The empty root of a pod's small init lies in the pod's own directory.
        var isPodInit = inputs.Pod?.InitContainerId == inputs.ContainerId;
        return (IsWithin(path, bundles) && !isPodInit) || IsWithin(layout.BundlePath, path)
            ? throw new ImageException(
                inputs.Config.Image,
                $"Image '{inputs.Config.Image}' cannot be used for container {inputs.ContainerId}: its directory and the bundle directory {bundles} lie one in the other.")
            { ContainerId = inputs.ContainerId }
            : layout;
    }

    private static bool IsWithin(string path, string directory) =>
        path == directory || path.StartsWith(directory.TrimEnd('/') + '/', StringComparison.Ordinal);

    private static HostResource Describe(string method, SpecInputs inputs, ImageLayers image)
    {
        var data = new Dictionary<string, string> { [RootfsMethod.Key] = method };
        if (inputs.Image is null)
        {
            data[RootfsMethod.LowerKey] = Descriptor.RealPath(image.Top);
        }
        else
        {
            data[RootfsMethod.LayersKey] = image.Handles.Count.ToString(CultureInfo.InvariantCulture);
        }

        return new HostResource { Data = data };
    }

    private static HostResourceException Failed(ContainerId id, string what, Exception exception, string advice) =>
        new(ResourceKind, $"The root file system of container {id} could not be {what}: {exception.Message}. {advice}", exception) { ContainerId = id };

    [LoggerMessage(EventId = 300, Level = LogLevel.Warning, Message = "Container {ContainerId} gets a copy of {Image} as its root file system: no overlay is possible: {Reason}")]
    private partial void LogCopying(ContainerId containerId, string image, string reason);

    [LoggerMessage(EventId = 841, Level = LogLevel.Warning, Message = "Container {ContainerId} is without {Count} device nodes of {Image}: ordinary users may make none")]
    private partial void LogSkipped(ContainerId containerId, string image, int count);
}
