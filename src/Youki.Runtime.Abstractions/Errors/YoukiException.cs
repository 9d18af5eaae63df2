namespace Youki.Runtime;

/// <summary>Something went wrong with a container or its host. The message says what, for which container, why, and what to do.</summary>
public abstract class YoukiException : Exception
{
    /// <summary>Makes the exception.</summary>
    protected YoukiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The container it is about. Null: none in particular.</summary>
    public ContainerId? ContainerId { get; init; }
}
