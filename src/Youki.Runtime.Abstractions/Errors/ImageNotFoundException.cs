namespace Youki.Runtime;

/// <summary>There is no such image, in the store or where its reference leads.</summary>
public sealed class ImageNotFoundException(string image, string message, Exception? innerException = null) : ImageException(image, message, innerException);
