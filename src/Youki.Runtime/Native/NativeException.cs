using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>A system call failed. Callers that know for which container wrap it into an exception of their own.</summary>
internal sealed class NativeException(string operation, string? target, int errno)
    : IOException($"{operation}{(target is null ? "" : $" '{target}'")} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})")
{
    public int Number { get; } = errno;
}
