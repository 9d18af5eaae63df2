using System.Buffers.Text;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Which process: its number, and the clock ticks after boot at which it started, since numbers are used again. Source: proc(5), /proc/pid/stat field 22.</summary>
internal readonly record struct ProcessIdentity(int Pid, ulong StartTime)
{
    private const int StateField = 3;
    private const int StartTimeField = 22;

    /// <summary>The process of that number; null where there is none, or where it is dead and only waits to be reaped.</summary>
    public static ProcessIdentity? Find(int pid)
    {
        var rest = SmallFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"), stackalloc byte[1024]);
        if (rest.IsEmpty)
        {
            return null;
        }

        // The name in field 2 may hold anything, so the fields are counted from its closing parenthesis.
        rest = rest[(rest.LastIndexOf((byte)')') + 2)..];
        if (rest[0] is (byte)'Z' or (byte)'X')
        {
            return null;
        }

        for (var field = StateField; field < StartTimeField; field++)
        {
            rest = rest[(rest.IndexOf((byte)' ') + 1)..];
        }

        return Utf8Parser.TryParse(rest, out ulong startTime, out _) ? new(pid, startTime) : null;
    }

    /// <summary>Whether a signal has stopped the process of that number, or a debugger has.</summary>
    public static bool IsStopped(int pid)
    {
        var stat = SmallFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"), stackalloc byte[1024]);
        return !stat.IsEmpty && stat[stat.LastIndexOf((byte)')') + 2] is (byte)'T' or (byte)'t';
    }

    public bool IsAlive() => Find(Pid) == this;

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
}
