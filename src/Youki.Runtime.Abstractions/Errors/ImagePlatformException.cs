namespace Youki.Runtime;

/// <summary>An image is not there for the platform that was asked for.</summary>
public sealed class ImagePlatformException : ImageException
{
    /// <summary>Makes the exception for an image.</summary>
    public ImagePlatformException(string image, ImagePlatform platform, IReadOnlyList<ImagePlatform> available)
        : base(image, $"Image '{image}' is not there for {platform}. It is there for: {(available.Count == 0 ? "nothing" : string.Join(", ", available))}.")
    {
        Platform = platform;
        Available = available;
    }

    /// <summary>What was asked for.</summary>
    public ImagePlatform Platform { get; }

    /// <summary>What there is.</summary>
    public IReadOnlyList<ImagePlatform> Available { get; }
}
