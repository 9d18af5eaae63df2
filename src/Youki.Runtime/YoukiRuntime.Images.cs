using Youki.Runtime.Images;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IImageStore, IRegistryAccounts
{
    /// <inheritdoc/>
    public Task<ImageInfo> PullImageAsync(ImageReference image, PullOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Images.Store.PullAsync(image, options, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageInfo>> ListImagesAsync(ImageFilter? filter = null, CancellationToken cancellationToken = default) =>
        ImageStore.RunAsync(() => _parts.Images.Views.List(filter), cancellationToken);

    /// <inheritdoc/>
    public Task<ImageDetails> InspectImageAsync(string image, CancellationToken cancellationToken = default) =>
        ImageStore.RunAsync(() => _parts.Images.Views.Inspect(image), cancellationToken);

    /// <inheritdoc/>
    public Task TagImageAsync(string image, ImageReference target, CancellationToken cancellationToken = default) =>
        _parts.Nodes.ImageEvents.TagAsync(_parts.Images.Store.TagAsync(image, target, cancellationToken), image, target);

    /// <inheritdoc/>
    public Task<ImageRemoval> RemoveImageAsync(string image, RemoveImageOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Nodes.ImageEvents.RemoveAsync(_parts.Images.Store.RemoveAsync(image, options?.Force ?? false, cancellationToken));

    /// <inheritdoc/>
    public Task<ImageRemoval> PruneImagesAsync(PruneImagesOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Nodes.ImageEvents.RemoveAsync(_parts.Images.Store.PruneAsync(options ?? new PruneImagesOptions(), cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageVerification>> VerifyImagesAsync(
        string? image = null, VerifyImageOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Images.Store.VerifyAsync(image, options ?? new VerifyImageOptions(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ImageInfo>> ImportImagesAsync(string path, IProgress<ImageProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _parts.Nodes.ImageEvents.ImportAsync(_parts.Images.Importer.ImportAsync(path, progress, cancellationToken));

    /// <inheritdoc/>
    public Task ExportImagesAsync(IReadOnlyList<string> images, Stream destination, ArchiveFormat format = ArchiveFormat.Oci, CancellationToken cancellationToken = default) =>
        _parts.Images.Exporter.ExportAsync(images, destination, format, cancellationToken);

    /// <inheritdoc/>
    public Task<Digest> PushImageAsync(ImageReference image, PushOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Nodes.ImageEvents.PushAsync(_parts.Images.Pusher.PushAsync(image, options ?? new PushOptions(), cancellationToken), image);

    /// <inheritdoc/>
    public Task<ImageInfo> CommitContainerAsync(ContainerId containerId, CommitOptions? options = null, CancellationToken cancellationToken = default) =>
        _parts.Nodes.ImageEvents.CommitAsync(_parts.Commits.CommitAsync(containerId, options ?? new CommitOptions(), cancellationToken), containerId);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FileChange>> DiffContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        _parts.Changes.DiffAsync(containerId, cancellationToken);

    /// <inheritdoc/>
    public Task ExportContainerAsync(ContainerId containerId, Stream destination, CancellationToken cancellationToken = default) =>
        _parts.Changes.ExportAsync(containerId, destination, cancellationToken);

    /// <inheritdoc/>
    public Task<StorageUsage> GetStorageUsageAsync(CancellationToken cancellationToken = default) => _parts.Storage.MeasureAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<string> LoginAsync(string registry, RegistryCredentials credentials, CancellationToken cancellationToken = default) =>
        _parts.Images.Registries.Accounts.LoginAsync(registry, credentials, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> LogoutAsync(string registry, CancellationToken cancellationToken = default) => _parts.Images.Registries.Accounts.LogoutAsync(registry, cancellationToken);
}
