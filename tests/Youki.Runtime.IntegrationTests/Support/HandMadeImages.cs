using System.Collections.Concurrent;
using System.Text;
using Youki.Runtime.Images;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>Images whose layers are directories that a test made by hand, as a store would have unpacked them; it tells who keeps what.</summary>
internal sealed class HandMadeImages : IContainerImages
{
    private readonly ConcurrentDictionary<ImageReference, ContainerImage> _references = new();
    private readonly ConcurrentDictionary<Digest, ImageContent> _contents = new();
    private readonly ConcurrentDictionary<ContainerId, Digest> _kept = new();
    private int _holds;
    private int _made;

    /// <summary>What waits in place of every fetching.</summary>
    public Func<CancellationToken, Task> Fetching { get; set; } = _ => Task.CompletedTask;

    /// <summary>The options of the last fetching.</summary>
    public PullOptions? LastOptions { get; private set; }

    public IReadOnlyDictionary<ContainerId, Digest> Kept => _kept;

    public int Holds => _holds;

    /// <summary>Makes an image of layers, from the lowest to the topmost, and gives it the reference.</summary>
    public ContainerImage Add(string reference, ImageConfig config, params IReadOnlyList<string> layers)
    {
        var image = new ContainerImage
        {
            Reference = ImageReference.Parse(reference),
            Id = Digest.Of(Encoding.UTF8.GetBytes($"config {reference} {Interlocked.Increment(ref _made)}")),
            Digest = Digest.Of(Encoding.UTF8.GetBytes($"manifest {reference} {_made}")),
            Layers = [.. layers.Select(layer => Digest.Of(Encoding.UTF8.GetBytes(layer)))],
        };
        _contents[image.Id] = new ImageContent(config, layers);
        _references[image.Reference] = image;
        return image;
    }

    /// <summary>Takes a reference away.</summary>
    public void Remove(string reference) => _references.TryRemove(ImageReference.Parse(reference), out _);

    public async Task<HeldImage> HoldAsync(ImageReference reference, PullOptions? options, CancellationToken cancellationToken)
    {
        LastOptions = options;
        await Fetching(cancellationToken);
        if (!_references.TryGetValue(reference, out var image))
        {
            throw new ImageNotFoundException(reference.ToString(), $"There is no image '{reference}'.");
        }

        Interlocked.Increment(ref _holds);
        return new HeldImage(image, new Hold(() => Interlocked.Decrement(ref _holds)));
    }

    public Task KeepAsync(ContainerImage image, ContainerId container, string bundlePath, CancellationToken cancellationToken)
    {
        Directory.Exists(bundlePath).Should().BeTrue();
        _kept[container] = image.Id;
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(ContainerId container, string bundlePath, CancellationToken cancellationToken)
    {
        _kept.TryRemove(container, out _);
        return Task.CompletedTask;
    }

    public ImageContent Open(ContainerImage image) => _contents.TryGetValue(image.Id, out var content)
        ? content
        : throw new ImageException(image.Reference.ToString(), $"Image '{image.Reference}' is not in the store.");

    private sealed class Hold(Action release) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            release();
            return ValueTask.CompletedTask;
        }
    }
}
