using System.Buffers.Text;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Which process: its number, and the clock ticks after boot at which it started, since numbers are used again. Source: proc(5), /proc/pid/stat field 22.</summary>
internal readonly record struct ProcessIdentity(int Pid, ulong StartTime)
{
    private const int StateField = 3;
    private const int SessionField = 6;
    private const int FlagsField = 9;
    private const int StartTimeField = 22;

    private const int PendingField = 31;

    // PF_EXITING of linux/sched.h.
    private const ulong Exiting = 0x4;

    // What kills a process is pending for each of its threads until they have seen it.
    private const ulong PendingKill = 1UL << 8;

    /// <summary>The process of that number; null where there is none, or where it is dead and only waits to be reaped.</summary>
    public static ProcessIdentity? Find(int pid)
    {
        var fields = ReadFields(pid, stackalloc byte[1024]);
        return fields.IsEmpty || fields[0] is (byte)'Z' or (byte)'X' ? null
            : Number(fields, StartTimeField) is { } startTime ? new(pid, startTime)
            : null;
    }

    /// <summary>Whether the process of that number has ended, has begun to, or was sent a SIGKILL.</summary>
    public static bool IsExiting(int pid)
    {
        var fields = ReadFields(pid, stackalloc byte[1024]);
        return fields.IsEmpty || fields[0] is (byte)'Z' or (byte)'X' || ((Number(fields, FlagsField) & Exiting) | (Number(fields, PendingField) & PendingKill)) is > 0;
    }

    /// <summary>The number of the session that a process is in; null where there is no such process.</summary>
    public static int? SessionOf(int pid)
    {
        var fields = ReadFields(pid, stackalloc byte[1024]);
        return fields.IsEmpty ? null : (int?)Number(fields, SessionField);
    }

    public bool IsAlive() => Find(Pid) == this;

    /// <summary>Whether it lives and is stopped, by SIGSTOP say.</summary>
    public bool IsStopped() => ReadFields(Pid, stackalloc byte[1024]) is [(byte)'T' or (byte)'t', ..] && IsAlive();

    /// <summary>Sends a signal to this very process; false where it has ended.</summary>
    public bool TrySignal(Signal signal)
    {
        using var process = TryOpen();
        return process is not null && PidFd.TrySignal(process, signal.Number);
    }

    /// <summary>A handle of this very process; null where it has ended.</summary>
    public SafeFileHandle? TryOpen()
    {
        var handle = PidFd.TryOpen(Pid);
        if (handle is not null && !IsAlive())
        {
            handle.Dispose();
            return null;
        }

        return handle;
    }

    /// <summary>The line from field 3 on: the name in field 2 may hold anything, so fields are counted from its closing parenthesis. Empty: there is no such process.</summary>
    private static ReadOnlySpan<byte> ReadFields(int pid, Span<byte> buffer)
    {
        var line = SmallFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"), buffer);
        return line.IsEmpty ? [] : line[(line.LastIndexOf((byte)')') + 2)..];
    }

    private static ulong? Number(ReadOnlySpan<byte> fields, int wanted)
    {
        for (var field = StateField; field < wanted; field++)
        {
            fields = fields[(fields.IndexOf((byte)' ') + 1)..];
        }

        return Utf8Parser.TryParse(fields, out ulong number, out _) ? number : null;
    }
}
