using System.Runtime.CompilerServices;

namespace Youki.Runtime;

public sealed partial class YoukiRuntime : IContainerLogs
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<LogEntry> ReadLogsAsync(
        ContainerId containerId, LogOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var container = await MadeAsync(containerId, cancellationToken).ConfigureAwait(false);
        var entries = _parts.Logs.ReadAsync(container, options ?? new LogOptions(), stop => Services.Waiter.WaitAsync(container, stop), cancellationToken);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            yield return entry;
        }
    }
}
