namespace Youki.Runtime;

/// <summary>
/// Runs containers on this host. What an orchestrator injects. Every member may be called from many threads and from several processes at once;
/// transitions of one container happen one after the other.
/// </summary>
/// <remarks>Every member throws <see cref="YoukiException"/> or one of its leaves for what goes wrong on the host, and <see cref="OperationCanceledException"/> when cancelled.</remarks>
public interface IContainerRuntime
{
    /// <summary>Makes this host ready for the node, and recovers what a former process left on it: containers are adopted, half-made ones swept. May be called again.</summary>
    /// <exception cref="RuntimeUnavailableException">No usable OCI runtime was found.</exception>
    /// <exception cref="HostResourceException">A directory cannot be used.</exception>
    Task InitializeNodeAsync(NodeId nodeId, CancellationToken cancellationToken = default);

    /// <summary>Makes a container and, unless <see cref="CreateContainerOptions.Start"/> is false, starts it. When any step fails, all that was done is undone.</summary>
    /// <returns>The container's id.</returns>
    /// <exception cref="ContainerConfigException">The configuration has errors; all of them are listed.</exception>
    /// <exception cref="FeatureNotSupportedException">Something asked for cannot be applied on this host or with this runtime.</exception>
    /// <exception cref="ImageException">The image cannot be used.</exception>
    /// <exception cref="ContainerExistsException">The id is in use.</exception>
    /// <exception cref="ContainerStartException">The process could not be executed.</exception>
    Task<ContainerId> CreateContainerAsync(ContainerConfig config, CreateContainerOptions options, CancellationToken cancellationToken = default);

    /// <summary>Starts a container that is created, or one that is stopped: that is a new run with the same configuration and writable layer.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It is neither created nor stopped.</exception>
    /// <exception cref="ContainerStartException">The process could not be executed.</exception>
    Task StartContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>Asks the process to end, and kills it when it does not in time. A container that has ended is left as it is. A second call may shorten the wait of the first, also from another process.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="OperationTimeoutException">It did not end even after SIGKILL.</exception>
    Task StopContainerAsync(ContainerId containerId, StopOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal to the container's first process.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It has no process to signal.</exception>
    Task KillContainerAsync(ContainerId containerId, Signal signal, CancellationToken cancellationToken = default);

    /// <summary>Waits until the current run has ended; returns at once where it has. A container that is created but not started is waited for as well.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed before its end was seen.</exception>
    Task<ContainerExit> WaitContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>Removes a container and all that it holds. An unknown one is left as it is: removing twice is no error.</summary>
    /// <exception cref="ContainerStatusException">It runs, and <see cref="RemoveOptions.Force"/> was not given.</exception>
    Task RemoveContainerAsync(ContainerId containerId, RemoveOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Where a container stands.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    Task<ContainerStatus> GetContainerStatusAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>The containers of a node, oldest first. One whose files cannot be read is listed with state unknown and the reason.</summary>
    Task<IReadOnlyList<ContainerStatus>> ListContainersAsync(NodeId nodeId, ContainerFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>All that is known of a container.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    Task<ContainerDetails> InspectContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default);
}
