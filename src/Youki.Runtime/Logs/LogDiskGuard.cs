using System.Globalization;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Logs;

/// <summary>
/// Watches the room for logs, as long as this process owns the node. Where it is used up, containers whose output must not be lost are not read any more until
/// there is room again; of the others, it counts what their monitors could not write.
/// </summary>
internal sealed class LogDiskGuard(
    ContainerStore store, MonitorBlock block, EventRecorder events, IOptions<YoukiRuntimeOptions> options, TimeProvider time, LogStoreLog log)
{
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(1);

    /// <summary>How many times the reserve must be free for the room to be looked at rarely.</summary>
    private const long Far = 8;

    private readonly Dictionary<ContainerId, LogLoss> _losses = [];

    private LogStorageOptions Options => options.Value.Logs;

    /// <summary>Watches until the token is cancelled. Then every container is read again, as nobody would end it.</summary>
    public async Task RunAsync(NodeId node, CancellationToken cancellationToken)
    {
        var wasShort = true;
        var looked = time.GetTimestamp();
        try
        {
            while (true)
            {
                var free = FileSystemSpace.Of(store.BundleDirectory)?.Bytes ?? long.MaxValue;
                var isShort = free < Options.ReservedBytes;
                if (isShort != wasShort || ((isShort || _losses.Count > 0) && time.GetElapsedTime(looked) > LongPause))
                {
                    Look(node, free);
                    (wasShort, looked) = (isShort, time.GetTimestamp());
                }

                await Task.Delay(free < Options.ReservedBytes * Far ? ShortPause : LongPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var container in Containers(node))
            {
                Release(container);
            }
        }
    }

    /// <summary>Lets those go on that a process which has gone had stopped, where there is room for what they write.</summary>
    public void ReleaseWhereThereIsRoom(NodeId node)
    {
        if (FileSystemSpace.Of(store.BundleDirectory) is { } space && HasRoom(space.Bytes))
        {
            foreach (var container in Containers(node))
            {
                Release(container);
            }
        }
    }

    // A little more than the reserve, so that it is not stopped and continued for each line.
    private bool HasRoom(long free) => free >= Options.ReservedBytes + (Options.ReservedBytes / 4);

    private void Look(NodeId node, long free)
    {
        foreach (var container in Containers(node))
        {
            try
            {
                if (LogPolicy.Of(container.Config.Log, Options).WhenDiskIsFull == FullDiskAction.Block)
                {
                    Block(container, free);
                }
                else
                {
                    Release(container);
                    Count(container, free);
                }
            }
            catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException)
            {
                log.Failed(container.Id, exception);
            }
        }

        foreach (var gone in _losses.Keys.Where(id => FileMetadata.TryOf(store.Layout(id).RecordFile) is null).ToList())
        {
            _losses.Remove(gone, out var loss);
            loss?.Dispose();
        }
    }

    private void Block(ContainerRecord container, long free)
    {
        // With nobody left to write, what is in the pipe is bounded, and its end must be seen.
        if (HasRoom(free) || !block.IsAlive(container))
        {
            Release(container);
        }
        else if (free < Options.ReservedBytes && !block.IsOn(container.Id) && block.TryBegin(container))
        {
            log.Blocked(container.Id, free);
            events.Record(container, EventKind.LogBlocked, new EventDetail { Message = "The disk of its log is full: its output is not read until there is room again." });
        }
    }

    private void Release(ContainerRecord container)
    {
        if (block.End(container))
        {
            log.Released(container.Id);
            events.Record(container, EventKind.LogResumed);
        }
    }

    private void Count(ContainerRecord container, long free)
    {
        var loss = _losses.GetValueOrDefault(container.Id);
        if (loss is null && free < Options.ReservedBytes && block.MonitorOf(container) is { } monitor)
        {
            loss = LogLoss.TryBegin(store.Layout(container.Id).Log, monitor);
            if (loss is not null)
            {
                _losses[container.Id] = loss;
            }
        }

        if (loss is null)
        {
            return;
        }

        loss.Look();
        if (HasRoom(free) || !loss.IsOpen)
        {
            _losses.Remove(container.Id);
            loss.Dispose();
            if (loss.Bytes > 0)
            {
                Tell(container, loss.Bytes);
            }
        }
    }

    private void Tell(ContainerRecord container, long bytes)
    {
        log.Lost(container.Id, bytes);
        events.Record(container, EventKind.LogLost, new EventDetail
        {
            Message = $"The disk was full: about {bytes} bytes of its output could not be written.",
            Attributes = new Dictionary<string, string> { ["bytes"] = bytes.ToString(CultureInfo.InvariantCulture) },
        });
    }

    private List<ContainerRecord> Containers(NodeId node) =>
        [.. store.ReadAll().Where(each => each.Record is { Phase: ContainerPhase.Ready, Monitor: not null } record && record.NodeId == node).Select(each => each.Record!)];
}
