namespace Youki.Runtime;

/// <summary>Talks to the processes of containers, and runs further ones.</summary>
public interface IContainerExecution
{
    /// <summary>Connects to the standard input of a container that is created or running. Its output is in the logs.</summary>
    /// <returns>
    /// A stream to write to. Disposing it closes the container's standard input. A write waits while the process does not read.
    /// </returns>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It has no process, or was created without <see cref="ContainerConfig.OpenStdin"/>.</exception>
    Task<Stream> AttachInputAsync(ContainerId containerId, CancellationToken cancellationToken = default);

    /// <summary>Runs a command in a running container to its end, and keeps its output. Cancelling kills it, with all that it has started.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">It does not run, or is paused.</exception>
    /// <exception cref="ContainerStartException">The command cannot be executed; <see cref="ContainerStartException.Failure"/> tells why.</exception>
    /// <exception cref="ContainerConfigException">The options have errors; all of them are listed.</exception>
    /// <exception cref="FeatureNotSupportedException">The runtime cannot do it: youki runs no commands in containers with a user namespace, and applies no seccomp profile to them.</exception>
    /// <exception cref="OperationTimeoutException">It did not begin in time, or did not die in time.</exception>
    Task<ExecResult> ExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default);

    /// <summary>Starts a command in a running container, to talk to while it runs. It throws as <see cref="ExecAsync"/> does.</summary>
    Task<IContainerExec> StartExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a command in a running container that goes on by itself, whatever becomes of this process. Its output is dropped. Any process may wait for it by its id.
    /// It throws as <see cref="ExecAsync"/> does.
    /// </summary>
    Task<ExecId> StartDetachedExecAsync(ContainerId containerId, ExecOptions options, CancellationToken cancellationToken = default);

    /// <summary>Waits for the end of a detached command. How the last 64 of a container have ended is known until the container is started again or removed.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ExecNotFoundException">There is no such command.</exception>
    Task<ExecResult> WaitExecAsync(ContainerId containerId, ExecId execId, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal to a command's first process; SIGKILL reaches all that it has started. After its end it does nothing.</summary>
    /// <returns>Whether there was a process to send it to.</returns>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ExecNotFoundException">There is no such command.</exception>
    Task<bool> SignalExecAsync(ContainerId containerId, ExecId execId, Signal signal, CancellationToken cancellationToken = default);

    /// <summary>The commands of a container's current run, by the time they were started: those that run, of whatever process, and detached ones that have ended.</summary>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    Task<IReadOnlyList<ExecStatus>> ListExecsAsync(ContainerId containerId, CancellationToken cancellationToken = default);
}
