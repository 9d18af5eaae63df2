using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision.Execs;

/// <summary>Follows a command to the end of its monitor: kills it when its time is up or when it is told to, and sees to it that nothing that the command has left behind holds up its end.</summary>
internal sealed class ExecWatch(ExecTools tools, ContainerId container, ExecRecord record, LaunchedExec launched)
{
    /// <summary>How long the monitor may take after the command's end, the time apart in which it waits for a reader.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that can be in the pipes and the socket when the command ends, at most and then some.</summary>
    private const long MostLeft = 4 * 1024 * 1024;

    private readonly TaskCompletionSource _kill = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it was killed because its time was up.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Whether it was asked for to be killed.</summary>
    public bool IsKilled => _kill.Task.IsCompleted;

    private long Received => launched.Socket?.Received ?? 0;

    /// <summary>Asks for the command to be killed, unless it has ended.</summary>
    public void Kill() => _kill.TrySetResult();

    /// <summary>Completes when the monitor has ended.</summary>
    public async Task RunAsync()
    {
        using var process = launched.Process.TryOpen();
        using var monitor = launched.Monitor.TryOpen();
        using var stop = new CancellationTokenSource();
        var ended = WaitAsync(process, stop.Token);
        var monitorEnded = WaitAsync(monitor, stop.Token);
        try
        {
            await KillInTimeAsync(ended, monitorEnded).ConfigureAwait(false);
            await DrainAsync(monitor, monitorEnded).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The runtime was disposed of: nobody will see the command's end.
            if (!record.Detached)
            {
                tools.Killer.KillOnce(record);
            }

            throw;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(ended, monitorEnded).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task WaitAsync(SafeFileHandle? process, CancellationToken stop) => process is null ? Task.CompletedTask : tools.Waiter.WaitReadableAsync(process, stop);

    private async Task KillInTimeAsync(Task ended, Task monitorEnded)
    {
        using var limit = new CancellationTokenSource();
        var timeUp = Task.Delay(record.Timeout ?? Timeout.InfiniteTimeSpan, tools.Time, limit.Token);
        var first = await Task.WhenAny(ended, monitorEnded, timeUp, _kill.Task).ConfigureAwait(false);
        await limit.CancelAsync().ConfigureAwait(false);
        await first.ConfigureAwait(false);
        TimedOut = first == timeUp;

        // Without its monitor nobody reads what an attached command writes, or sees it end.
        if (first != ended && !(first == monitorEnded && record.Detached))
        {
            await tools.Killer.KillAsync(container, record, tools.KillTimeout, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Waits for the monitor's end. It waits for whoever reads the output, and that is right; but what the command has left behind may go on writing for ever, so
    /// that is stopped until the monitor has read all there is.
    /// </summary>
    private async Task DrainAsync(SafeFileHandle? monitor, Task monitorEnded)
    {
        var (received, held) = (Received, false);
        try
        {
            for (var before = received; !await IsWithinAsync(monitorEnded, DrainLimit).ConfigureAwait(false); before = Received)
            {
                if (!held && (launched.Socket is null || Received - received > MostLeft))
                {
                    tools.Killer.Hold(record, held = true);
                }
                else if (Received == before && monitor is not null && launched.Socket is null or { IsWaitedFor: true })
                {
                    // It does nothing at all: somebody has stopped it, say.
                    PidFd.TrySignal(monitor, Signal.Kill.Number);
                }
            }
        }
        finally
        {
            if (held)
            {
                tools.Killer.Hold(record, hold: false);
            }
        }
    }

    private async Task<bool> IsWithinAsync(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit, tools.Time, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
