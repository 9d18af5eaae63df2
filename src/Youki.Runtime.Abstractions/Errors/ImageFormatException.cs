namespace Youki.Runtime;

/// <summary>An image is of a kind that this library does not take, breaks a rule of its format, or a limit of the options. Nothing of it is left.</summary>
public sealed class ImageFormatException(string image, string message, Exception? innerException = null) : ImageException(image, message, innerException);
