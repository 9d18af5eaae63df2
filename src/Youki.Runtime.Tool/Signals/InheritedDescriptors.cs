using System.Runtime.InteropServices;

namespace Youki.Runtime.Tool.Signals;

/// <summary>The descriptors that this process was started with, besides the standard ones.</summary>
internal static partial class InheritedDescriptors
{
    // The same number on every architecture; called by number because only glibc 2.34 and later have the function.
    private const long SYS_close_range = 436;
    private const uint FirstAfterStandard = 3;
    private const uint CloseOnExec = 4;

    /// <summary>
    /// Keeps them from what this process starts: a container's monitor lives on, and would hold the lock or the pipe of the script that this is part of. Linux
    /// 5.11 and later; before, the monitor's launch still closes those below 10.
    /// </summary>
    public static void Keep() => _ = NativeCall(SYS_close_range, FirstAfterStandard, uint.MaxValue, CloseOnExec);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long NativeCall(long number, nuint first, nuint last, nuint flags);
}
