namespace Youki.Runtime;

/// <summary>The container is not in a state in which this can be done.</summary>
public sealed class ContainerStatusException : YoukiException
{
    /// <summary>Makes the exception for what was tried in a state.</summary>
    public ContainerStatusException(ContainerId id, ContainerState state, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ContainerId = id;
        State = state;
    }

    /// <summary>The state it was in; unknown where the runtime refused without naming it.</summary>
    public ContainerState State { get; }
}
