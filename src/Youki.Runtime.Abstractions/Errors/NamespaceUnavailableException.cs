namespace Youki.Runtime;

/// <summary>A namespace that a container is to join is not there: its container has no process, or its path names none of the kind.</summary>
public sealed class NamespaceUnavailableException : YoukiException
{
    /// <summary>Makes the exception for a namespace.</summary>
    /// <param name="id">The container that was to join it.</param>
    /// <param name="type">Its type as in the OCI runtime-spec, such as <c>network</c>.</param>
    /// <param name="mode">Which one was asked for.</param>
    /// <param name="reason">Why it cannot be had and what to do, as sentences.</param>
    /// <param name="innerException">What happened. Null: nothing was thrown.</param>
    public NamespaceUnavailableException(ContainerId id, string type, NamespaceMode mode, string reason, Exception? innerException = null)
        : base($"Container {id} cannot use the {type} namespace '{mode}': {reason}", innerException)
    {
        ContainerId = id;
        Type = type;
        Mode = mode;
    }

    /// <summary>Its type, such as <c>network</c>.</summary>
    public string Type { get; }

    /// <summary>Which one was asked for.</summary>
    public NamespaceMode Mode { get; }
}
