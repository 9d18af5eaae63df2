using Youki.Runtime.Diagnostics;

namespace Youki.Runtime;

// Files of containers.
public sealed partial class YoukiRuntime
{
    /// <inheritdoc/>
    public Task<CopyResult> CopyFromContainerAsync(
        ContainerId containerId, string path, Stream destination, CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        CopyAsync(containerId, () => _parts.Copies.WriteArchiveAsync(containerId, path, destination, options, cancellationToken));

    /// <inheritdoc/>
    public Task<CopyResult> CopyFromContainerAsync(
        ContainerId containerId, string path, string localPath, CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        CopyAsync(containerId, () => _parts.Copies.ToHostAsync(containerId, path, localPath, options, cancellationToken));

    /// <inheritdoc/>
    public Task<CopyResult> CopyToContainerAsync(
        ContainerId containerId, string path, Stream source, CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        CopyAsync(containerId, () => _parts.Copies.ReadArchiveAsync(containerId, path, source, options, cancellationToken));

    /// <inheritdoc/>
    public Task<CopyResult> CopyToContainerAsync(
        ContainerId containerId, string path, string localPath, CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        CopyAsync(containerId, () => _parts.Copies.FromHostAsync(containerId, path, localPath, options, cancellationToken));

    private Task<CopyResult> CopyAsync(ContainerId id, Func<Task<CopyResult>> copy) => _parts.Telemetry.RunAsync(_parts.Telemetry.Copy, copy, ContainerTags.Of(id));
}
