namespace Youki.Runtime;

/// <summary>Memory of a container, in bytes. Source: the kernel's admin-guide/cgroup-v2, "memory.stat"; cgroup-v1/memory.</summary>
public sealed record MemoryStats
{
    /// <summary>All that is charged to it, cached files too.</summary>
    public ulong? UsageBytes { get; init; }

    /// <summary>What cannot be taken back without harm: usage without the files that were not used lately. What the kubelet shows and evicts by.</summary>
    public ulong? WorkingSetBytes { get; init; }

    /// <summary>The limit. Null: there is none, or it is not known.</summary>
    public ulong? LimitBytes { get; init; }

    /// <summary>Memory that belongs to no file: stacks, heaps (the resident set of cgroup v1).</summary>
    public ulong? AnonymousBytes { get; init; }

    /// <summary>Cached files, tmpfs among them.</summary>
    public ulong? FileBytes { get; init; }

    /// <summary>What lies in swap. Null: swap is not counted.</summary>
    public ulong? SwapBytes { get; init; }

    /// <summary>The most that was ever charged. Null: cgroup v2 before Linux 5.19.</summary>
    public ulong? PeakBytes { get; init; }

    /// <summary>How often the limit was hit and memory had to be taken back; this is no failure yet.</summary>
    public ulong? LimitHits { get; init; }

    /// <summary>How often no memory could be taken back, and something was to be killed. Null: cgroup v1.</summary>
    public ulong? OomEvents { get; init; }

    /// <summary>How many processes were killed because of it.</summary>
    public ulong? OomKills { get; init; }

    /// <summary>How long tasks waited for memory. Null: cgroup v1, or a kernel without pressure stall information.</summary>
    public Pressure? Pressure { get; init; }
}
