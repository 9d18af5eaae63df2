namespace Youki.Runtime;

/// <summary>Files could not be copied into or out of a container: a path is not there, is not what it should be, or a limit was reached.</summary>
public sealed class CopyException : YoukiException
{
    /// <summary>Makes the exception for a path.</summary>
    public CopyException(string path, string message, Exception? innerException = null)
        : base(MessageText.Clean(message), innerException) => Path = path;

    /// <summary>The path that it is about, in the container or of the host.</summary>
    public string Path { get; }
}
