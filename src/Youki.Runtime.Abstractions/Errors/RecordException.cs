namespace Youki.Runtime;

/// <summary>A file that describes a container cannot be read: it is damaged, or another version of this library wrote it. It is left as it is.</summary>
public sealed class RecordException : YoukiException
{
    /// <summary>Makes the exception for a file.</summary>
    public RecordException(string path, string message, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
