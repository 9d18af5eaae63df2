namespace Youki.Runtime;

/// <summary>
/// A command that runs in a container, with its streams. Its output is not kept anywhere: while nobody reads, the command waits once some hundred kilobytes
/// are written. Safe for use by many threads.
/// </summary>
/// <remarks>Disposing it ends the command, if it still runs: it is killed with all that it has started. So does the end of this process, at the node's next recovery.</remarks>
public interface IContainerExec : IAsyncDisposable
{
    /// <summary>The command.</summary>
    ExecId Id { get; }

    /// <summary>The container that it runs in.</summary>
    ContainerId ContainerId { get; }

    /// <summary>Its process id on the host.</summary>
    int Pid { get; }

    /// <summary>
    /// Its standard input. Disposing the stream, or completing it with <see cref="Stream.Close"/>, is its end-of-file; with a terminal, write the byte 4 instead. A write waits while the command does
    /// not read, and throws <see cref="IOException"/> once it has ended. <see cref="Stream.Null"/> where it was started without <see cref="ExecOptions.OpenStdin"/>.
    /// </summary>
    Stream Input { get; }

    /// <summary>Its output as it comes, to its end. It can be read once.</summary>
    /// <exception cref="InvalidOperationException">It is being read, or was read, already.</exception>
    IAsyncEnumerable<OutputChunk> ReadOutputAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells the terminal its new size.</summary>
    /// <exception cref="InvalidOperationException">It has no terminal.</exception>
    Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken = default);

    /// <summary>Sends a signal to the command's first process. After its end it does nothing.</summary>
    /// <returns>Whether there was a process to send it to.</returns>
    Task<bool> SignalAsync(Signal signal, CancellationToken cancellationToken = default);

    /// <summary>Waits for its end. Output that nobody has begun to read by then is read and dropped. Many may wait.</summary>
    Task<ExecResult> WaitAsync(CancellationToken cancellationToken = default);
}
