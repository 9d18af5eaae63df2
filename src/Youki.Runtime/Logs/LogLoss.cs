using System.Buffers.Text;
using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Logs;

/// <summary>
/// Estimates what a monitor has read and could not write, since a moment at which nothing was missing: what the kernel counts as read by it, less what has come into
/// the log. Input that it passes on, and a few bytes of its own, are counted as well.
/// </summary>
internal sealed class LogLoss : IDisposable
{
    /// <summary>What a monitor holds in its hands, and what it reads for itself; less than this is not called lost.</summary>
    private const long Tolerance = 16 * 1024;

    private readonly ProcessIdentity _monitor;
    private readonly LogSession _log;
    private readonly long _first;
    private long _read;
    private long _written;

    private LogLoss(LogSession log, ProcessIdentity monitor, long read)
    {
        _log = log;
        _monitor = monitor;
        _first = _read = read;
    }

    /// <summary>Whether the monitor still reads.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>About how much is lost so far, in bytes; 0 where it may be nothing.</summary>
    public long Bytes => _read - _first - _written is > Tolerance and var lost ? lost : 0;

    /// <summary>Begins to count; null where the kernel does not tell.</summary>
    public static LogLoss? TryBegin(LogLayout layout, ProcessIdentity monitor)
    {
        // In this order, so that what comes in between does not look lost.
        var log = new LogSession(layout, new LogOptions { Follow = true, Pieces = true, Tail = 0 }, raw: false);
        if (Read(monitor) is { } read)
        {
            return new LogLoss(log, monitor, read);
        }

        log.Dispose();
        return null;
    }

    public void Look()
    {
        // In this order, for the same reason.
        _read = Read(_monitor) ?? _read;
        IsOpen = IsOpen && _monitor.IsAlive();
        while (_log.ReadNext() is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                _written += entry.Content.Length + (entry.Partial ? 0 : 1);
            }
        }
    }

    public void Dispose() => _log.Dispose();

    /// <summary>How much a process has read of anything, in bytes. Source: proc(5), /proc/pid/io.</summary>
    private static long? Read(ProcessIdentity process)
    {
        ReadOnlySpan<byte> name = "rchar: "u8;
        var text = SmallFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/io"), stackalloc byte[512]);
        return text.StartsWith(name) && Utf8Parser.TryParse(text[name.Length..], out long bytes, out _) && process.IsAlive() ? bytes : null;
    }
}
