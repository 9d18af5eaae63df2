using System.Runtime.CompilerServices;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>Reads a container's output from its log file, and follows it until the container has ended.</summary>
internal sealed class LogReader(ContainerStore store, DirectoryWatcher watcher)
{
    /// <param name="container">The container.</param>
    /// <param name="options">What is read.</param>
    /// <param name="ended">Completes when nothing more will be written.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<LogEntry> ReadAsync(
        ContainerRecord container, LogOptions options, Func<CancellationToken, Task> ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var layout = store.Layout(container.Id);
        var raw = container.Monitor is null;
        var path = raw ? layout.RawLogFile : layout.LogFile;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var changes = options.Follow ? watcher.Watch(layout.LogDirectory) : null;
        var end = options.Follow ? ended(stop.Token) : Task.CompletedTask;
        LogFile? file = null;
        try
        {
            while (true)
            {
                // Asked before the last read: what is written before the end is read after it.
                var last = end.IsCompleted;
                file ??= LogFile.TryOpen(path, raw);
                while (file?.ReadNext() is { Count: > 0 } entries)
                {
                    foreach (var entry in entries)
                    {
                        yield return entry;
                    }
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (last)
                {
                    await end.ConfigureAwait(false);
                    break;
                }

                await Task.WhenAny(changes!.WaitAsync(stop.Token), end).ConfigureAwait(false);
            }
        }
        finally
        {
            file?.Dispose();
            await stop.CancelAsync().ConfigureAwait(false);
            await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
