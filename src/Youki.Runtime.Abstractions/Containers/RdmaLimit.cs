namespace Youki.Runtime;

/// <summary>Remote direct memory access through one device at most. Null: no limit. Source: the kernel's admin-guide/cgroup-v2, "RDMA".</summary>
public sealed record RdmaLimit
{
    /// <summary>Handles of the device.</summary>
    public uint? Handles { get; init; }

    /// <summary>Objects of the device.</summary>
    public uint? Objects { get; init; }
}
