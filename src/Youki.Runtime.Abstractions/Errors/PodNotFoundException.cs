namespace Youki.Runtime;

/// <summary>There is no such pod.</summary>
public sealed class PodNotFoundException : YoukiException
{
    /// <summary>Makes the exception for a pod.</summary>
    public PodNotFoundException(PodId id)
        : base($"There is no pod {id}.") => PodId = id;

    /// <summary>The pod.</summary>
    public PodId PodId { get; }
}
