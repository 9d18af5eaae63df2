namespace Youki.Runtime;

/// <summary>Tasks of a container: processes and their threads. Source: the kernel's admin-guide/cgroup-v2, "PID".</summary>
public sealed record PidsStats
{
    /// <summary>How many there are.</summary>
    public ulong? Current { get; init; }

    /// <summary>How many there may be. Null: any number, or it is not known.</summary>
    public ulong? Limit { get; init; }
}
