using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>Sees to the logs of a node: begins new files where they are full, compresses, and removes what is too old or too much.</summary>
internal sealed class LogRotation(ContainerStore store, LogRotator rotator, IOptions<YoukiRuntimeOptions> options, TimeProvider time, LogStoreLog log)
{
    private LogStorageOptions Options => options.Value.Logs;

    /// <summary>One pass. It may be broken off at any point, by a crash too; the next one goes on. Processes that do it at once do not disturb each other.</summary>
    public async Task RunAsync(NodeId node, CancellationToken cancellationToken)
    {
        var containers = store.ReadAll().Where(each => each.Record is { Phase: ContainerPhase.Ready, Monitor: not null } record && record.NodeId == node).Select(each => each.Record!).ToList();
        foreach (var container in containers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(container, () => RunAsync(container, cancellationToken)).ConfigureAwait(false);
        }

        if (Options.MaxTotalBytes is { } limit)
        {
            await LimitAsync(containers, limit).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var policy = LogPolicy.Of(container.Config.Log, Options);
        var layout = store.Layout(container.Id).Log;
        var work = rotator.Look(container, policy, layout);
        if (work == LogWork.None && !NeedsTidying(policy, layout))
        {
            return;
        }

        using var held = FileLock.TryAcquire(layout.LockFile);
        if (held is null)
        {
            return;
        }

        // Looked at again: somebody may just have done it.
        if (rotator.Look(container, policy, layout) is var now and not LogWork.None)
        {
            await rotator.DoAsync(container, now, cancellationToken).ConfigureAwait(false);
        }

        await TidyAsync(container, policy, layout, cancellationToken).ConfigureAwait(false);
    }

    private static bool NeedsTidying(LogPolicy policy, LogLayout layout)
    {
        var numbers = layout.Numbers();
        return numbers.Count >= policy.MaxFiles
            || (numbers.Count > 0 && policy.Retention is not null)
            || (policy.Compress && numbers.Any(number => FileMetadata.TryOf(layout.Rotated(number)) is { Size: > 0 }));
    }

    private async Task TidyAsync(ContainerRecord container, LogPolicy policy, LogLayout layout, CancellationToken cancellationToken)
    {
        // Without a new file, the monitor may still be writing to the youngest of the old ones.
        var final = layout.Numbers() is var numbers && (File.Exists(layout.Live) || rotator.MonitorOf(container) is null) ? numbers : numbers.SkipLast(1).ToList();
        var youngest = numbers is [.., var last] ? last : 0;
        foreach (var number in final)
        {
            var file = new RotatedFile(layout, number);
            if (file.Status() is not { } status)
            {
                continue;
            }

            if (Excess(policy, status.Written, number, numbers) is { } reason)
            {
                if (number != youngest || status.Bytes > 0)
                {
                    file.Remove(isYoungest: number == youngest);
                    log.Removed(container.Id, number, reason);
                }
            }
            else if (policy.Compress && status.Bytes > 0 && FileSystemSpace.Of(layout.Directory)?.Bytes > status.Bytes)
            {
                await LogCompressor.CompressAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private string? Excess(LogPolicy policy, DateTimeOffset written, long number, IReadOnlyList<long> numbers) =>
        numbers.Count(other => other > number) >= policy.MaxFiles - 1 ? "there are more than are kept"
        : policy.Retention is { } age && time.GetUtcNow() - written >= age ? "it is older than is kept"
        : null;

    /// <summary>Removes the oldest files, whosesoever they are, until all together take no more than they may.</summary>
    private async Task LimitAsync(List<ContainerRecord> containers, long limit)
    {
        long total = 0;
        var files = new List<(ContainerRecord Container, RotatedFile File, bool IsYoungest, DateTimeOffset Written, long Bytes)>();
        foreach (var container in containers)
        {
            var layout = store.Layout(container.Id).Log;
            total += FileMetadata.TryOf(layout.Live)?.Size ?? 0;
            var numbers = layout.Numbers();
            foreach (var number in numbers)
            {
                if (new RotatedFile(layout, number) is var file && file.Status() is { } status)
                {
                    total += status.Bytes;
                    files.Add((container, file, number == numbers[^1], status.Written, status.Bytes));
                }
            }
        }

        foreach (var (container, file, isYoungest, _, bytes) in files.Where(each => each.Bytes > 0).OrderBy(each => each.Written).ThenBy(each => each.File.Number))
        {
            if (total <= limit)
            {
                return;
            }

            await TryAsync(container, () =>
            {
                total -= TryRemove(container, file, isYoungest) ? bytes : 0;
                return Task.CompletedTask;
            }).ConfigureAwait(false);
        }
    }

    private bool TryRemove(ContainerRecord container, RotatedFile file, bool isYoungest)
    {
        using var held = FileLock.TryAcquire(file.Layout.LockFile);
        if (held is null || (isYoungest && !File.Exists(file.Layout.Live) && rotator.MonitorOf(container) is not null))
        {
            return false;
        }

        file.Remove(isYoungest);
        log.Removed(container.Id, file.Number, "all logs together take more than they may");
        return true;
    }

    private async Task TryAsync(ContainerRecord container, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
        {
            // Removed meanwhile, it has no log that anything could be wrong with.
            if (FileMetadata.TryOf(store.Layout(container.Id).RecordFile) is not null)
            {
                log.Failed(container.Id, exception);
            }
        }
    }
}
