namespace Youki.Runtime;

/// <summary>
/// A connection to a container that is created or running. There may be any number of them, in any processes. One that is not read, or whose process is stopped,
/// holds up neither the container nor the others: output is read from the container's log.
/// </summary>
/// <remarks>
/// Disposing of it detaches: the container goes on. It is also the end of <see cref="Input"/>, where there is one; so is the death of this process.
/// </remarks>
public interface IContainerAttachment : IAsyncDisposable
{
    /// <summary>The container.</summary>
    ContainerId ContainerId { get; }

    /// <summary>
    /// The container's standard input. A write waits while the process does not read; it can be cancelled. Output of a terminal has it echoed, where the process
    /// has not turned that off. Disposing of it is the end of this client's input, and all that was written before still arrives: see
    /// <see cref="ContainerConfig.StdinOnce"/> for what it means to the process. Null: <see cref="AttachOptions.Input"/> was not asked for.
    /// </summary>
    /// <exception cref="IOException">By a write: the process, or its monitor, has ended.</exception>
    Stream? Input { get; }

    /// <summary>
    /// The output, piece by piece as it comes: first the last lines of <see cref="AttachOptions.Replay"/>, then all since the attachment was made. It ends when the
    /// container's current run has ended and all is read. It can be read once.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is read a second time.</exception>
    IAsyncEnumerable<LogEntry> ReadOutputAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the size of the container's terminal; its foreground processes get SIGWINCH where that is another one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not from 1 to 1000.</exception>
    /// <exception cref="ContainerStatusException">The container has no terminal (<see cref="ContainerConfig.Terminal"/>), or has ended.</exception>
    /// <exception cref="ContainerNotFoundException">It was removed.</exception>
    /// <exception cref="OperationTimeoutException">The monitor does not answer.</exception>
    Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default);
}
