namespace Youki.Runtime;

/// <summary>The pod is not in a state in which this can be done.</summary>
public sealed class PodStatusException : YoukiException
{
    /// <summary>Makes the exception for what was tried in a state.</summary>
    public PodStatusException(PodId id, PodState state, string message)
        : base(message)
    {
        PodId = id;
        State = state;
    }

    /// <summary>The pod.</summary>
    public PodId PodId { get; }

    /// <summary>The state it was in.</summary>
    public PodState State { get; }
}
