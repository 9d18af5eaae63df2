using System.Collections.Concurrent;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Runs operations that must not stop half-way. When the caller's token is cancelled the caller stops waiting at once; the operation gives up at its next
/// step, undoes what it did, and is waited for by the disposal of the runtime.
/// </summary>
internal sealed class UninterruptedWork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <param name="operation">What is done; its token is the caller's.</param>
    /// <param name="undo">Undoes an operation that succeeded although its caller had gone: it did not see the token in time. Null: what is done may stay.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task RunAsync(Func<CancellationToken, Task> operation, Func<Task>? undo, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var task = Track(operation(cancellationToken));
        try
        {
            await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && undo is not null)
        {
            _ = Track(UndoAsync(task, undo));
            throw;
        }
    }

    public Task RunAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken) => RunAsync(operation, undo: null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (!_running.IsEmpty)
        {
            await Task.WhenAll(_running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task UndoAsync(Task operation, Func<Task> undo)
    {
        await operation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (operation.IsCompletedSuccessfully)
        {
            await undo().ConfigureAwait(false);
        }
    }

    private Task Track(Task task)
    {
        _running[task] = true;
        _ = task.ContinueWith(
            static (ended, running) =>
            {
                // Whoever stopped waiting for it does not ask how it ended; the log has it.
                _ = ended.Exception;
                ((ConcurrentDictionary<Task, bool>)running!).TryRemove(ended, out _);
            },
            _running,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }
}
