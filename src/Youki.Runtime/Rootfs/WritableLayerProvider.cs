using System.Globalization;
using Microsoft.Extensions.Logging;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// Bounds what a container writes to its root file system, where <see cref="ResourceRequests.DiskMb"/> says so: the directory of its writable layer is of a project with a
/// quota, or a file system of its own, in a file of that size. It lasts as long as the container; the mount is made anew where a reboot has taken it away.
/// </summary>
/// <remarks>
/// A quota is only taken for a container with a user namespace: root of any other may put its files into another project, on ext4 through an overlay too (chattr -p; measured
/// with Linux 6.1), and would escape.
/// </remarks>
internal sealed partial class WritableLayerProvider(LayerImageMaker maker, ILogger<WritableLayerProvider> logger) : IHostResourceProvider
{
    public const string ResourceKind = "writable-layer";

    private const string MethodKey = "method";
    private const string QuotaMethod = "quota";
    private const string ImageMethod = "image";
    private const string SizeKey = "bytes";
    private const long Mebibyte = 1_048_576;

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [IdMappings.ResourceKind];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Config.ResourceRequests?.DiskMb is not { } size)
        {
            return null;
        }

        var (id, bytes) = (inputs.ContainerId, size * Mebibyte);
        try
        {
            var layout = RootfsLayout.TryOf(inputs.BundlePath) ?? throw new NativeException("open directory", inputs.BundlePath, Errno.ENOENT);
            if (!LayerImage.Exists(layout) && inputs.IdMappings is not null && LayerQuota.TryLimit(layout, bytes))
            {
                return Describe(QuotaMethod, bytes);
            }

            await EnsureImageAsync(id, layout, bytes, cancellationToken).ConfigureAwait(false);
            return Describe(ImageMethod, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(id, "made", exception, "Look at the bundle directory's file system, its free space, and the loop devices of this host.");
        }
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            if (RootfsLayout.TryOf(record.BundlePath) is { } layout)
            {
                LayerQuota.Release(layout);
                LayerImage.Remove(layout);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(record.ContainerId, "removed", exception, "Unmount what is mounted below the bundle directory, if anything is, and remove the container again.");
        }
    }

    private async Task EnsureImageAsync(ContainerId id, RootfsLayout layout, long bytes, CancellationToken cancellationToken)
    {
        if (LayerImageMaker.WhyNot() is { } reason)
        {
            throw new FeatureNotSupportedException("ContainerConfig.ResourceRequests.DiskMb", reason) { ContainerId = id };
        }

        if (!LayerImage.Exists(layout))
        {
            await maker.MakeAsync(id, layout, bytes, cancellationToken).ConfigureAwait(false);
            LogMade(id, bytes);
        }

        LayerImage.EnsureMounted(id, layout);
    }

    private static HostResource Describe(string method, long bytes) =>
        new() { Data = new Dictionary<string, string> { [MethodKey] = method, [SizeKey] = bytes.ToString(CultureInfo.InvariantCulture) } };

    private static HostResourceException Failed(ContainerId id, string what, Exception exception, string advice) =>
        new(ResourceKind, $"The limited writable layer of container {id} could not be {what}: {exception.Message}. {advice}", exception) { ContainerId = id };

    [LoggerMessage(EventId = 820, Level = LogLevel.Debug, Message = "Made a file system of {Bytes} bytes for the writable layer of container {ContainerId}")]
    private partial void LogMade(ContainerId containerId, long bytes);
}
