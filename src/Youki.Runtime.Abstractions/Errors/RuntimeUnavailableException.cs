namespace Youki.Runtime;

/// <summary>The OCI runtime, or the monitor, cannot be used at all: missing, not executable, too old, or not what it should be.</summary>
public sealed class RuntimeUnavailableException : YoukiException
{
    /// <summary>Makes the exception for a binary.</summary>
    public RuntimeUnavailableException(string path, string message, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The binary, as it was asked for or found.</summary>
    public string Path { get; }
}
