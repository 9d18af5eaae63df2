namespace Youki.Runtime;

/// <summary>Content is not what its digest or size says: damaged on the way or on disk, or forged. It is not used.</summary>
public sealed class ImageDamagedException : ImageException
{
    /// <summary>Makes the exception for some content of an image.</summary>
    public ImageDamagedException(string image, Digest digest, string message, Exception? innerException = null)
        : base(image, message, innerException) => Digest = digest;

    /// <summary>What the content should be.</summary>
    public Digest Digest { get; }
}
