namespace Youki.Runtime;

/// <summary>A container with this id exists already.</summary>
public sealed class ContainerExistsException : YoukiException
{
    /// <summary>Makes the exception for a container.</summary>
    public ContainerExistsException(ContainerId id, Exception? innerException = null)
        : base($"A container {id} exists already. Remove it first, or give another id.", innerException) => ContainerId = id;
}
