using System.Runtime.CompilerServices;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>Reads a container's output from its log, and follows it until the container has ended.</summary>
internal sealed class LogReader(ContainerStore store, DirectoryWatcher watcher, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <param name="container">The container.</param>
    /// <param name="options">What is read.</param>
    /// <param name="ended">Completes when nothing more will be written.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<LogEntry> ReadAsync(
        ContainerRecord container, LogOptions options, Func<CancellationToken, Task> ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LogOptionsChecks.Check(container, options);
        var layout = store.Layout(container.Id).Log;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var changes = options.Follow ? watcher.Watch(layout.Directory) : null;
        using var session = new LogSession(layout, options, raw: container.Monitor is null);
        var end = options.Follow ? EndAsync(options, ended, stop.Token) : Task.CompletedTask;
        try
        {
            while (true)
            {
                // Asked before the last read: what is written before the end is read after it.
                var last = end.IsCompleted;
                while (session.ReadNext() is { Count: > 0 } entries)
                {
                    foreach (var entry in entries)
                    {
                        yield return entry;
                    }
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (last)
                {
                    foreach (var entry in session.Finish())
                    {
                        yield return entry;
                    }

                    await end.ConfigureAwait(false);
                    break;
                }

                await Task.WhenAny(changes!.WaitAsync(stop.Token), end).ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndAsync(LogOptions options, Func<CancellationToken, Task> ended, CancellationToken cancellationToken)
    {
        if (options.Until is not { } until)
        {
            await ended(cancellationToken).ConfigureAwait(false);
            return;
        }

        // The longest wait that a timer can do is 49 days: by then it is asked for again.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = ended(stop.Token);
        for (TimeSpan left; !end.IsCompleted && (left = until - time.GetUtcNow()) > TimeSpan.Zero;)
        {
            await Task.WhenAny(end, Task.Delay(left < LongestWait ? left : LongestWait, time, stop.Token)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
