namespace Youki.Runtime.Images;

/// <summary>What the making of containers asks of images.</summary>
internal interface IContainerImages
{
    /// <summary>Finds an image, pulls it where the policy says so, and keeps it from being collected until the answer is disposed.</summary>
    Task<HeldImage> HoldAsync(ImageReference reference, PullOptions? options, CancellationToken cancellationToken);

    /// <summary>Keeps an image for a container, until <see cref="ReleaseAsync"/> or until the container's bundle is gone. Keeping it twice is no error.</summary>
    Task KeepAsync(ContainerImage image, ContainerId container, string bundlePath, CancellationToken cancellationToken);

    /// <summary>Lets the image of a container go. What is kept no longer is no error.</summary>
    Task ReleaseAsync(ContainerId container, string bundlePath, CancellationToken cancellationToken);

    /// <summary>What an image that is kept says of its processes, and where its unpacked layers are.</summary>
    /// <exception cref="ImageException">Something of it is missing or damaged; the message says how it is mended.</exception>
    ImageContent Open(ContainerImage image);
}
