using Youki.Runtime.Images;

namespace Youki.Runtime.Tests.Rootfs;

/// <summary>Remembers what is kept, in order.</summary>
internal sealed class FakeImages : IContainerImages
{
    public List<string> Journal { get; } = [];

    public ImageContent Content { get; init; } = new(new ImageConfig(), []);

    public Task<HeldImage> HoldAsync(ImageReference reference, PullOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task KeepAsync(ContainerImage image, ContainerId container, string bundlePath, CancellationToken cancellationToken)
    {
        Journal.Add($"keep {image.Id} for {container} in {bundlePath}");
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(ContainerId container, string bundlePath, CancellationToken cancellationToken)
    {
        Journal.Add($"release {container} in {bundlePath}");
        return Task.CompletedTask;
    }

    public ImageContent Open(ContainerImage image) => Content;
}
