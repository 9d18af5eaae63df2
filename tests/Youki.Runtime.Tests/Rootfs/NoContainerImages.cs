using Youki.Runtime.Images;

namespace Youki.Runtime.Tests.Rootfs;

/// <summary>No store of images: only directories can be used.</summary>
internal sealed class NoContainerImages : IContainerImages
{
    public Task<HeldImage> HoldAsync(ImageReference reference, PullOptions? options, CancellationToken cancellationToken) =>
        throw new ImageException(reference.ToString(), $"Image '{reference}' cannot be used: this runtime has no store of images.");

    public Task KeepAsync(ContainerImage image, ContainerId container, string bundlePath, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReleaseAsync(ContainerId container, string bundlePath, CancellationToken cancellationToken) => Task.CompletedTask;

    public ImageContent Open(ContainerImage image) =>
        throw new ImageException(image.Reference.ToString(), $"Image '{image.Reference}' cannot be used: this runtime has no store of images.");
}
