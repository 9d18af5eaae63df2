namespace Youki.Runtime;

/// <summary>Changes containers while they run.</summary>
public interface IContainerControl
{
    /// <summary>
    /// Freezes all processes of a running container; none of them runs, or sees a signal but SIGKILL, until it is resumed. A stop resumes it. A container that is frozen
    /// for a commit at this moment stays frozen after it.
    /// </summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It does not run, or is paused already.</exception>
    Task PauseContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets a paused container go on, however it came to be paused, also where a process died that had paused it for a commit. While a commit reads its files it
    /// goes on at the commit's end.
    /// </summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It is not paused, or only for a commit that is being made.</exception>
    /// <exception cref="HostResourceException">A cgroup above the container's is frozen.</exception>
    Task ResumeContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes the limits of a container: at once where it runs, and for all its runs to come. What the kernel took is read back and compared; where anything
    /// differs, everything is set back. The OCI spec of the present run stays as it was written.
    /// </summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerConfigException">A limit makes no sense, alone or beside those that the container has; all are listed.</exception>
    /// <exception cref="ContainerUpdateException">The kernel did not take a limit, or one of memory is below what the container uses.</exception>
    /// <exception cref="ContainerStatusException">It is being made, or its making was broken off.</exception>
    Task UpdateContainerAsync(ContainerId containerId, ContainerUpdate update, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a signal to every process that the container has, those of execs too. SIGKILL reaches also those that are forked meanwhile, and frozen ones; of another
    /// signal, a process that is just being forked may be missed, and frozen ones see it when they are resumed.
    /// </summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It has no process to signal.</exception>
    Task KillContainerProcessesAsync(ContainerId containerId, Signal signal, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a container another name, in any state. Its id, its host name and its files stay as they are. Names need not be unique: whoever wants that looks first.
    /// </summary>
    /// <param name="containerId">The container.</param>
    /// <param name="name">The name, as <see cref="ContainerConfig.Name"/>.</param>
    /// <param name="cancellationToken">Ends the wait for another operation on the container.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerConfigException">It is no valid name.</exception>
    /// <exception cref="ContainerStatusException">The container is not made yet, or is being removed.</exception>
    Task RenameContainerAsync(ContainerId containerId, string name, CancellationToken cancellationToken = default);
}
