namespace Youki.Runtime.Images.Tar;

/// <summary>An archive breaks a rule of its format, or a limit. The message is a clause that names the entry.</summary>
internal sealed class TarException(string message, Exception? innerException = null) : IOException(message, innerException);
