namespace Youki.Runtime;

/// <summary>Talks to the processes of containers, runs further ones, and copies their files.</summary>
public interface IContainerExecution
{
    /// <summary>Connects to a container that is created, running or paused: to its output, and to its input and its terminal where it has these.</summary>
    /// <param name="containerId">The container. One that is created has its output from the start; what is sent to it waits.</param>
    /// <param name="options">Null: its output from now on.</param>
    /// <param name="cancellationToken">Ends the connecting.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container.</exception>
    /// <exception cref="ContainerStatusException">
    /// It has no process; or its input was asked for, and it was made without <see cref="ContainerConfig.OpenStdin"/>, or its monitor has ended.
    /// </exception>
    /// <exception cref="OperationTimeoutException">The monitor does not answer.</exception>
    Task<IContainerAttachment> AttachAsync(ContainerId containerId, AttachOptions? options = null, CancellationToken cancellationToken = default);

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

    /// <summary>
    /// Writes a file, or a directory with all that is in it, as a tar. While the container has processes, these are the files that it sees, volumes included;
    /// otherwise its root file system's. File systems of the kernel's own, such as <c>/proc</c>, and sockets are left out.
    /// </summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="path">
    /// The path in the container. Ends it with <c>/.</c>, what is in the directory stands at the top of the tar, else the name does. Nothing outside of the
    /// container is ever read, whatever links the container makes or swaps meanwhile.
    /// </param>
    /// <param name="destination">Where the tar goes. It stays open.</param>
    /// <param name="options">Null: a link is copied as a link, and the limits are the defaults.</param>
    /// <param name="cancellationToken">Ends it; the tar is then without its end.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed meanwhile.</exception>
    /// <exception cref="CopyException">The path is not there, or a limit was reached.</exception>
    /// <exception cref="OperationTimeoutException">It took longer than <see cref="CopyOptions.TimeLimit"/>.</exception>
    Task<CopyResult> CopyFromContainerAsync(ContainerId containerId, string path, Stream destination, CopyOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Copies a file or directory to the host, as <c>docker cp</c> does: into a directory that is there, else under the name that is given. Device nodes and
    /// sockets are left out. Links are copied as links; none in the destination is followed.
    /// </summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="path">The path in the container, as above.</param>
    /// <param name="localPath">The path of the host.</param>
    /// <param name="options">Null: owners are not kept, and the limits are the defaults.</param>
    /// <param name="cancellationToken">Ends it. Files that were whole by then stay, and nothing of any other.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed meanwhile.</exception>
    /// <exception cref="CopyException">A path is not there, the two do not fit, something could not be written, or a limit was reached.</exception>
    /// <exception cref="OperationTimeoutException">It took longer than <see cref="CopyOptions.TimeLimit"/>.</exception>
    Task<CopyResult> CopyFromContainerAsync(ContainerId containerId, string path, string localPath, CopyOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the files of a tar in a directory of the container. Files take the place of those that are there; a directory does not take the place of anything
    /// else, nor the other way around. Device nodes are left out. Nothing outside of the container is ever written.
    /// </summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="path">The directory in the container.</param>
    /// <param name="source">The tar, not compressed. It is read to its end and stays open.</param>
    /// <param name="options">Null: the files belong to the container's root user, and the limits are the defaults.</param>
    /// <param name="cancellationToken">Ends it. Files that were whole by then stay in the container, and nothing of any other.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed meanwhile.</exception>
    /// <exception cref="CopyException">The path is not there, the tar is none, something could not be written, or a limit was reached.</exception>
    /// <exception cref="OperationTimeoutException">It took longer than <see cref="CopyOptions.TimeLimit"/>.</exception>
    Task<CopyResult> CopyToContainerAsync(ContainerId containerId, string path, Stream source, CopyOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Copies a file or directory of the host into the container, as <c>docker cp</c> does: into a directory that is there, else under the name that is given.</summary>
    /// <param name="containerId">The container, in any state.</param>
    /// <param name="path">The path in the container, where it goes.</param>
    /// <param name="localPath">The path of the host. Ends it with <c>/.</c>, only what is in the directory is copied.</param>
    /// <param name="options">Null: the files belong to the container's root user, and the limits are the defaults.</param>
    /// <param name="cancellationToken">Ends it, as above.</param>
    /// <exception cref="ContainerNotFoundException">There is no such container, or it was removed meanwhile.</exception>
    /// <exception cref="CopyException">A path is not there, the two do not fit, something could not be written, or a limit was reached.</exception>
    /// <exception cref="OperationTimeoutException">It took longer than <see cref="CopyOptions.TimeLimit"/>.</exception>
    Task<CopyResult> CopyToContainerAsync(ContainerId containerId, string path, string localPath, CopyOptions? options = null, CancellationToken cancellationToken = default);
}
