namespace Youki.Runtime;

/// <summary>There is a pod with this id already.</summary>
public sealed class PodExistsException : YoukiException
{
    /// <summary>Makes the exception for a pod.</summary>
    public PodExistsException(PodId id)
        : base($"There is a pod {id} already. Remove it, or take another id.") => PodId = id;

    /// <summary>The pod.</summary>
    public PodId PodId { get; }
}
