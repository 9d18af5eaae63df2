namespace Youki.Runtime;

/// <summary>An image is not removed: containers were made from it, or it has several references.</summary>
public sealed class ImageInUseException : ImageException
{
    /// <summary>Makes the exception for an image.</summary>
    public ImageInUseException(string image, string message, IReadOnlyList<ContainerId> containers)
        : base(image, message) => Containers = containers;

    /// <summary>The containers. Empty: it has several references.</summary>
    public IReadOnlyList<ContainerId> Containers { get; }
}
