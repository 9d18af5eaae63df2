using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Signals;

/// <summary>The signals that this process does not take.</summary>
internal static partial class SignalMask
{
    private const int SetMask = 2;

    // The size of sigset_t in glibc and musl.
    private const int SetSize = 128;

    /// <summary>
    /// Takes all signals. conmon blocks SIGCHLD and hands that on to its exit command (measured with 2.1.6): there, .NET never hears of the end of a program that it has started.
    /// </summary>
    public static void Clear() => _ = NativeSetMask(SetMask, new byte[SetSize], 0);

    [LibraryImport("libc", EntryPoint = "sigprocmask")]
    private static partial int NativeSetMask(int how, ReadOnlySpan<byte> set, nint previous);
}
