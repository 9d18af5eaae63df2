using System.Globalization;
using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>
/// Tells a monitor what to do, by the FIFO <c>ctl</c> that conmon reads in its bundle's directory. conmon 2.1.6 takes all that is queued for one message, and does
/// the first of several: so one goes at a time, in whatever process the writers are, and none before the former is taken.
/// </summary>
internal sealed class MonitorControl(TimeProvider time)
{
    private const int LongestSide = 1000;

    /// <summary>conmon hands sizes on to itself by this FIFO, with the same fault.</summary>
    private const string WindowSize = "winsz";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Sets the size of the terminal of the monitor's process.</summary>
    /// <returns>False: there is no monitor any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A side is not from 1 to 1000.</exception>
    /// <exception cref="OperationTimeoutException">The monitor does not read.</exception>
    public Task<bool> ResizeAsync(string fifo, TerminalSize size, CancellationToken cancellationToken)
    {
        if (size is not { Columns: >= 1 and <= LongestSide, Rows: >= 1 and <= LongestSide })
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"A terminal has 1 to {LongestSide} columns and rows.");
        }

        return SendAsync(fifo, string.Create(CultureInfo.InvariantCulture, $"1 {size.Rows} {size.Columns}\n"), cancellationToken, handedOnBy: Path.Combine(Path.GetDirectoryName(fifo)!, WindowSize));
    }

    /// <summary>Has the monitor open its log file anew, by the same path. When this returns, it has taken the message, and opens the file right after.</summary>
    /// <returns>False: there is no monitor any more.</returns>
    /// <exception cref="OperationTimeoutException">The monitor does not read.</exception>
    public Task<bool> ReopenLogsAsync(string fifo, CancellationToken cancellationToken) => SendAsync(fifo, "2 0 0\n", cancellationToken);

    private async Task<bool> SendAsync(string path, string message, CancellationToken cancellationToken, string? handedOnBy = null)
    {
        using var fifo = FifoWriter.TryOpen(path);
        if (fifo is null)
        {
            return false;
        }

        var started = time.GetTimestamp();
        await UntilAsync(path, started, fifo.TryLock, cancellationToken).ConfigureAwait(false);
        await UntilAsync(path, started, () => IsTaken(fifo), cancellationToken).ConfigureAwait(false);
        if (!fifo.TryWrite(Encoding.ASCII.GetBytes(message)))
        {
            return false;
        }

        await UntilAsync(path, started, () => IsTaken(fifo), cancellationToken).ConfigureAwait(false);
        using var second = handedOnBy is null ? null : FifoWriter.TryOpen(handedOnBy);
        await UntilAsync(path, started, () => second is null || IsTaken(second), cancellationToken).ConfigureAwait(false);
        return fifo.Pending() == 0;
    }

    /// <summary>Also true where nobody is there to take it.</summary>
    private static bool IsTaken(FifoWriter fifo) => fifo.Pending() == 0 || !fifo.HasReader();

    private async Task UntilAsync(string path, long started, Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            if (time.GetElapsedTime(started) > Limit)
            {
                throw new OperationTimeoutException(
                    $"the monitor of '{path}' to take a message",
                    Limit,
                    "It may be stopped (state T in ps), or held up by a client of its attach socket that does not read.");
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
