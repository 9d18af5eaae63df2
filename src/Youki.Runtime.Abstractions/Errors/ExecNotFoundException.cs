namespace Youki.Runtime;

/// <summary>There is no such command in the container: it was never there, or has ended and is no longer known.</summary>
public sealed class ExecNotFoundException : YoukiException
{
    /// <summary>Makes the exception for an id.</summary>
    public ExecNotFoundException(ContainerId containerId, ExecId execId)
        : base($"Container {containerId} has no command {execId}, or it has ended and is no longer known.")
    {
        ContainerId = containerId;
        ExecId = execId;
    }

    /// <summary>The id.</summary>
    public ExecId ExecId { get; }
}
