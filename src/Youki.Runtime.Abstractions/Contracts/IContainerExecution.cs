namespace Youki.Runtime;

/// <summary>Talks to the processes of containers.</summary>
public interface IContainerExecution
{
    /// <summary>Connects to the standard input of a container that is created or running. Its output is in the logs.</summary>
    /// <returns>
    /// A stream to write to. Disposing it closes the container's standard input. A write waits while the process does not read.
    /// </returns>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It has no process, or was created without <see cref="ContainerConfig.OpenStdin"/>.</exception>
    Task<Stream> AttachInputAsync(ContainerId containerId, CancellationToken cancellationToken = default);
}
