namespace Youki.Runtime;

/// <summary>
/// The images of this host. Content is checked against its digest on the way in, kept once whatever number of images share it, and never taken while a
/// container or a pull uses it. Every member may be called from many threads and from several processes at once.
/// </summary>
/// <remarks>
/// Where an image is a string, it is a reference such as <c>alpine:3</c>, an image's id (<c>sha256:...</c>), or an unambiguous beginning of the id's digits.
/// Every member throws <see cref="YoukiException"/> or one of its leaves for what goes wrong, and <see cref="OperationCanceledException"/> when cancelled.
/// </remarks>
public interface IImageStore
{
    /// <summary>Brings an image into the store, from a registry or from an archive or layout on this host, and unpacks it.</summary>
    /// <param name="image">What to fetch.</param>
    /// <param name="options">How. Null: always, for this host's platform.</param>
    /// <param name="cancellationToken">Ends the pull; what has come in so far is used by the next one.</param>
    /// <exception cref="ImageNotFoundException">There is no such image.</exception>
    /// <exception cref="ImagePlatformException">It is not there for the platform.</exception>
    /// <exception cref="ImageDamagedException">What came in is not what its digest says.</exception>
    /// <exception cref="ImageFormatException">It is of a kind that nothing here knows, or breaks a rule or a limit.</exception>
    /// <exception cref="RegistryException">The registry refused or could not be reached.</exception>
    Task<ImageInfo> PullImageAsync(ImageReference image, PullOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The images of the store, the newest first.</summary>
    /// <param name="filter">Which of them. Null: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<ImageInfo>> ListImagesAsync(ImageFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>All that is known of an image: configuration, history, layers, and which containers use it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImageNotFoundException">The store has no such image.</exception>
    Task<ImageDetails> InspectImageAsync(string image, CancellationToken cancellationToken = default);

    /// <summary>Gives an image one more reference, taken from another image where that has it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">The new reference; it leads to a registry, and has no digest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImageNotFoundException">The store has no such image.</exception>
    Task TagImageAsync(string image, ImageReference target, CancellationToken cancellationToken = default);

    /// <summary>Removes a reference, and the image with its last one; by id, the image with all of them.</summary>
    /// <param name="image">The reference or id.</param>
    /// <param name="options">How. Null: not by force.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImageNotFoundException">The store has no such image.</exception>
    /// <exception cref="ImageInUseException">Containers use it, or an id has several references, and <see cref="RemoveImageOptions.Force"/> was not given.</exception>
    Task<ImageRemoval> RemoveImageAsync(string image, RemoveImageOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Takes away what is not needed.</summary>
    /// <param name="options">What that is. Null: images without a reference, and content that belongs to no image.</param>
    /// <param name="cancellationToken">Ends it; what has gone is gone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member of the options is negative, or more than 100 per cent.</exception>
    Task<ImageRemoval> PruneImagesAsync(PruneImagesOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Checks every blob and every unpacked file of an image, and mends what is damaged.</summary>
    /// <param name="image">The image. Null: all of the store.</param>
    /// <param name="options">How. Null: mending.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>What was found, for each image; an image that is whole has no problems.</returns>
    /// <exception cref="ImageNotFoundException">The store has no such image.</exception>
    Task<IReadOnlyList<ImageVerification>> VerifyImagesAsync(string? image = null, VerifyImageOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all images of an archive, OCI or Docker, into the store.</summary>
    /// <param name="path">The archive, compressed or not.</param>
    /// <param name="progress">Is told how far it is. Null: nobody is.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <exception cref="ImageNotFoundException">There is no such file, or no image in it.</exception>
    /// <exception cref="ImageDamagedException">What is in it is not what its digest says.</exception>
    /// <exception cref="ImageFormatException">It is no such archive, or breaks a rule or a limit.</exception>
    Task<IReadOnlyList<ImageInfo>> ImportImagesAsync(string path, IProgress<ImageProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Writes images to one archive.</summary>
    /// <param name="images">The images.</param>
    /// <param name="destination">Where the archive goes; it need not be seekable.</param>
    /// <param name="format">Which kind of archive.</param>
    /// <param name="cancellationToken">Ends the export; what was written stays.</param>
    /// <exception cref="ImageNotFoundException">The store has no such image, or not its blobs.</exception>
    /// <exception cref="ImageDamagedException">A blob is damaged on disk.</exception>
    Task ExportImagesAsync(IReadOnlyList<string> images, Stream destination, ArchiveFormat format = ArchiveFormat.Oci, CancellationToken cancellationToken = default);

    /// <summary>Sends an image to the registry that its reference names.</summary>
    /// <param name="image">The reference.</param>
    /// <param name="options">How. Null: this host's platform, with the credentials that a pull would take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The digest of the manifest there.</returns>
    /// <exception cref="ImageNotFoundException">The store has no such image, or not its blobs.</exception>
    /// <exception cref="RegistryException">The registry refused or could not be reached.</exception>
    Task<Digest> PushImageAsync(ImageReference image, PushOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Makes an image of a container: its image, and a layer above with what the container has changed.</summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="options">How. Null: paused meanwhile, without a reference.</param>
    /// <param name="cancellationToken">Ends it; no image is left.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    Task<ImageInfo> CommitContainerAsync(ContainerId containerId, CommitOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>What a container has changed of its image's files, by path.</summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    Task<IReadOnlyList<FileChange>> DiffContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>Writes a container's files as one tar, uncompressed.</summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="destination">Where the tar goes; it need not be seekable, and stays open.</param>
    /// <param name="cancellationToken">Ends it; what was written stays.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    Task ExportContainerAsync(ContainerId containerId, Stream destination, CancellationToken cancellationToken = default);

    /// <summary>How much room images and containers take, in bytes, and how much of it can go.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    Task<StorageUsage> GetStorageUsageAsync(CancellationToken cancellationToken = default);
}
