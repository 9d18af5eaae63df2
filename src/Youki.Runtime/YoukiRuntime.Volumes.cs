using Youki.Runtime.Configuration;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IVolumeStore, IContainerFiles
{
    /// <inheritdoc/>
    public Task<VolumeInfo> CreateVolumeAsync(VolumeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new VolumeOptions();
        VolumeChecks.Check(options);
        return _parts.Volumes.Store.CreateAsync(options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VolumeInfo>> ListVolumesAsync(VolumeFilter? filter = null, CancellationToken cancellationToken = default) =>
        _parts.Volumes.Store.ListAsync(filter, cancellationToken);

    /// <inheritdoc/>
    public Task<VolumeInfo> InspectVolumeAsync(string name, CancellationToken cancellationToken = default) => _parts.Volumes.Store.InspectAsync(name, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveVolumeAsync(string name, CancellationToken cancellationToken = default) => _parts.Volumes.Store.RemoveAsync(name, except: null, cancellationToken);

    /// <inheritdoc/>
    public Task<VolumeRemoval> PruneVolumesAsync(PruneVolumesOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Volumes.Store.PruneAsync(options ?? new PruneVolumesOptions(), cancellationToken);

    /// <inheritdoc/>
    public Task ProvideFilesAsync(ContainerId containerId, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        cancellationToken.ThrowIfCancellationRequested();
        string[] errors = [.. FileContentChecks.Of(Services.Store.Read(containerId).Config, files)];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors) { ContainerId = containerId };
        }

        _parts.Volumes.Contents.Put(containerId, files);
        return Task.CompletedTask;
    }
}
