using Youki.Runtime.Bundles;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Logs;

/// <summary>
/// Begins a new file where the one that a monitor writes to is full. It is renamed, and then the monitor is told to make a new one: what it writes until then
/// goes to the renamed one, so no line is lost. Broken off in between, the next pass tells the monitor again.
/// </summary>
internal sealed class LogRotator(ContainerStore store, MonitorControl control, MonitorBlock monitors, DirectoryWatcher watcher, TimeProvider time, LogStoreLog log)
{
    /// <summary>What must be free for the monitor to make a file; conmon ends when it cannot.</summary>
    private const long RoomForFile = 1024 * 1024;
    private const long FilesForFile = 16;

    private static readonly TimeSpan ReopenLimit = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with the file that the monitor writes to, if anything is.</summary>
    public LogWork Look(ContainerRecord container, LogPolicy policy, LogLayout layout)
    {
        if (FileMetadata.TryOf(layout.Live) is not { } live)
        {
            return monitors.MonitorOf(container) is { } monitor && !monitor.IsStopped() ? LogWork.Reopen : LogWork.None;
        }

        var full = live.Kind == FileKind.Regular && live.Size > 0 && (live.Size >= policy.MaxFileBytes || (policy.MaxFileAge is { } age && IsOlder(layout, age)));
        return full && monitors.MonitorOf(container) is { } writer && !writer.IsStopped() ? LogWork.Rotate : LogWork.None;
    }

    /// <summary>Does it. The caller holds the log's lock.</summary>
    /// <exception cref="OperationTimeoutException">The monitor does not react; what it writes is kept.</exception>
    public async Task DoAsync(ContainerRecord container, LogWork work, CancellationToken cancellationToken)
    {
        var bundle = store.Layout(container.Id);
        var layout = bundle.Log;
        if (FileSystemSpace.Of(layout.Directory) is not { Bytes: >= RoomForFile, Files: >= FilesForFile })
        {
            log.NoRoom(container.Id);
            return;
        }

        using var changes = watcher.Watch(layout.Directory);
        if (work == LogWork.Rotate)
        {
            var number = (layout.Numbers() is [.., var youngest] ? youngest : 0) + 1;
            FileNames.Rename(layout.Live, layout.Rotated(number));
            log.Rotated(container.Id, FileMetadata.TryOf(layout.Rotated(number))?.Size ?? 0, number);
        }
        else
        {
            log.Reopened(container.Id);
        }

        if (await control.ReopenLogsAsync(bundle.ControlFifo, cancellationToken).ConfigureAwait(false))
        {
            await ReopenedAsync(container, layout, changes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The living monitor of the container's run; null where nobody writes.</summary>
    public ProcessIdentity? MonitorOf(ContainerRecord container) => monitors.MonitorOf(container);

    private bool IsOlder(LogLayout layout, TimeSpan age)
    {
        using var segment = LogSegment.TryOpen(layout.Live, 0);
        Span<byte> head = stackalloc byte[LogLine.LongestHead];
        var read = segment?.Read(head, 0) ?? 0;
        return LogLine.TryParse(head[..read], out var first) && time.GetUtcNow().Ticks - first.Ticks >= age.Ticks;
    }

    private async Task ReopenedAsync(ContainerRecord container, LogLayout layout, DirectoryChanges changes, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ReopenLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (!File.Exists(layout.Live))
        {
            if (monitors.MonitorOf(container) is null)
            {
                return;
            }

            try
            {
                await changes.WaitAsync(stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new OperationTimeoutException(
                    $"the monitor of container {container.Id} to make a new log file", ReopenLimit, "What it writes goes to the renamed one meanwhile; nothing is lost.");
            }
        }
    }
}
