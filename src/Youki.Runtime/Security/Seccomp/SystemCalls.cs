using System.Collections.Frozen;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>
/// The names of all system calls of Linux 6.18 on all processors. Sources: libseccomp 2.5.4, seccomp_syscall_resolve_num_arch(3) for each architecture; the kernel's
/// syscall tables since. Runtimes pass names that their libseccomp does not know over without a word (measured with youki 0.7.0 and runc 1.1.5).
/// </summary>
internal static class SystemCalls
{
    private static readonly Lazy<FrozenSet<string>> Names = new(
        () => EmbeddedText.Read("system-calls.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal));

    public static bool IsKnown(string name) => Names.Value.Contains(name);
}
