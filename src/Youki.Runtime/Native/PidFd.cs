using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>pidfd_open(2) and pidfd_send_signal(2): a handle of one process, which no other process of the same number can take the place of.</summary>
internal static partial class PidFd
{
    // The same numbers on every architecture; called by number because only glibc 2.36 and later have the functions.
    private const long SYS_pidfd_send_signal = 424;
    private const long SYS_pidfd_open = 434;
    private const short POLLIN = 1;

    /// <summary>Opens the process; null where there is none.</summary>
    public static SafeFileHandle? TryOpen(int pid)
    {
        var descriptor = Syscall(SYS_pidfd_open, pid, 0);
        if (descriptor >= 0)
        {
            return new SafeFileHandle((nint)descriptor, ownsHandle: true);
        }

        var error = Errno.Last("pidfd_open", $"process {pid}");
        return error.Number == Errno.ESRCH ? null : throw error;
    }

    /// <summary>Whether the process has ended, waited for by its parent or not. Null: the handle is closed.</summary>
    public static bool? HasEnded(SafeFileHandle process)
    {
        var added = false;
        try
        {
            process.DangerousAddRef(ref added);
            var poll = new PollDescriptor((int)process.DangerousGetHandle(), POLLIN, 0);
            return Poll(ref poll, 1, 0) > 0;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            if (added)
            {
                process.DangerousRelease();
            }
        }
    }

    /// <summary>Sends a signal; false where the process has ended.</summary>
    public static bool TrySignal(SafeFileHandle process, int signal)
    {
        var added = false;
        try
        {
            process.DangerousAddRef(ref added);
            if (Syscall(SYS_pidfd_send_signal, process.DangerousGetHandle(), signal, 0, 0) == 0)
            {
                return true;
            }

            var error = Errno.Last("pidfd_send_signal");
            return error.Number == Errno.ESRCH ? false : throw error;
        }
        finally
        {
            if (added)
            {
                process.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, nint first, nint second);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, nint first, nint second, nint third, nint fourth);

    // struct pollfd of poll(2).
    [StructLayout(LayoutKind.Sequential)]
    private record struct PollDescriptor(int Descriptor, short Events, short Found);
}
