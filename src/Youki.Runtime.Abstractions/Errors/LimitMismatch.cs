namespace Youki.Runtime;

/// <summary>A limit that the kernel did not take.</summary>
/// <param name="File">The cgroup's file.</param>
/// <param name="Wanted">What was to be in it.</param>
/// <param name="Found">What is in it. Null: it cannot be read.</param>
/// <param name="Reason">What the kernel said. Null: nothing.</param>
public sealed record LimitMismatch(string File, string Wanted, string? Found, string? Reason);
