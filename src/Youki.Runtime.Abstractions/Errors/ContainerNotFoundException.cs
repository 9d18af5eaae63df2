namespace Youki.Runtime;

/// <summary>There is no such container.</summary>
public sealed class ContainerNotFoundException : YoukiException
{
    /// <summary>Makes the exception for a container.</summary>
    public ContainerNotFoundException(ContainerId id, Exception? innerException = null)
        : base($"There is no container {id}.", innerException) => ContainerId = id;
}
