using System.Collections.Concurrent;

namespace Youki.Runtime.Lifecycle;

/// <summary>
/// Runs operations that must not stop half-way. When the caller's token is cancelled the caller stops waiting at once; the operation gives up at its next
/// step, undoes what it did, and is waited for by the disposal of the runtime.
/// </summary>
internal sealed class UninterruptedWork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public async Task RunAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var task = operation(cancellationToken);
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
        await task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
