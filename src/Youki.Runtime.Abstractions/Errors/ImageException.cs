namespace Youki.Runtime;

/// <summary>An image cannot be used. Its leaves tell the common cases apart.</summary>
public class ImageException : YoukiException
{
    /// <summary>Makes the exception for an image.</summary>
    public ImageException(string image, string message, Exception? innerException = null)
        : base(MessageText.Clean(message), innerException) => Image = image;

    /// <summary>The image as it was asked for.</summary>
    public string Image { get; }
}
