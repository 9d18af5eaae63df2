namespace Youki.Runtime;

/// <summary>
/// Limits of a container's cgroup, at its making and while it runs. Null: not said, and in an update: as it is. What is said here goes before
/// <see cref="ContainerConfig.ResourceRequests"/>. Each is read back from the kernel; what it did not take ends the making, and an update is set back.
/// </summary>
public sealed record ResourceLimits
{
    /// <summary>Processor cores at most, such as 0.5, at least 0.01 and no more than the host has; -1: no limit.</summary>
    public double? CpuCores { get; init; }

    /// <summary>Run time per <see cref="CpuPeriod"/>, in microseconds, at least 1,000; -1: no limit. It is what <see cref="CpuCores"/> says in another way: say one of them.</summary>
    public long? CpuQuota { get; init; }

    /// <summary>Length of a period, in microseconds, 1,000 to 1,000,000. Null: 100,000.</summary>
    public ulong? CpuPeriod { get; init; }

    /// <summary>Run time of unused periods that may be saved up, in microseconds, no more than the quota; 0: none. Linux 5.14.</summary>
    public ulong? CpuBurst { get; init; }

    /// <summary>Whether it runs only where a processor would be idle, which leaves its weight without meaning. Linux 5.15.</summary>
    public bool? CpuIdle { get; init; }

    /// <summary>Weight against other containers when processors are scarce, 2 to 262,144. Null: 1,024 for each core of <see cref="CpuCores"/>.</summary>
    public ulong? CpuShares { get; init; }

    /// <summary>The same weight in the words of cgroup v2, 1 to 10,000, of which 100 is usual: say one of them. On v1 it is converted to shares.</summary>
    public ulong? CpuWeight { get; init; }

    /// <summary>Processors that may be used, such as <c>0-3,7</c>. They must be there.</summary>
    public string? CpuSet { get; init; }

    /// <summary>Memory nodes that may be used, such as <c>0</c>. They must be there.</summary>
    public string? MemoryNodes { get; init; }

    /// <summary>Memory at most, in bytes, at least 6 MiB and no more than the host has; -1: no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory that is kept for it under pressure, in bytes; -1: none (cgroup v2), no bound under pressure (v1).</summary>
    public long? MemoryReservationBytes { get; init; }

    /// <summary>Memory and swap together at most, in bytes; -1: no limit. Null: as much as <see cref="MemoryBytes"/>, so there is no swap.</summary>
    public long? MemorySwapBytes { get; init; }

    /// <summary>Memory above which the kernel slows the container down and takes memory back, in bytes, below <see cref="MemoryBytes"/>; -1: no such bound. Cgroup v2 only.</summary>
    public long? MemoryHighBytes { get; init; }

    /// <summary>Whether all processes are killed together when memory runs out, not the largest alone. Cgroup v2 only.</summary>
    public bool? OomGroup { get; init; }

    /// <summary>Processes and threads at most, at least 2; -1: no limit. With 1 no runtime can make a container.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Weight against other containers where block devices are busy, 10 to 1,000, of which 100 is usual. The kernel needs the bfq scheduler, or io.cost (v2).</summary>
    public ushort? IoWeight { get; init; }

    /// <summary>How fast block devices may be read and written, and their weights. An update replaces those of the devices that it names.</summary>
    public IReadOnlyList<DeviceIoLimit>? DeviceIo { get; init; }

    /// <summary>Huge pages at most, in bytes, by size as the kernel names it, such as <c>2MB</c> or <c>1GB</c>. An update replaces those of the sizes that it names.</summary>
    public IReadOnlyDictionary<string, long>? HugePages { get; init; }

    /// <summary>RDMA at most, by device such as <c>rxe0</c>. An update replaces those of the devices that it names.</summary>
    public IReadOnlyDictionary<string, RdmaLimit>? Rdma { get; init; }

    /// <summary>
    /// Files of a cgroup v2 and what is written to them, for limits that have no member here, such as <c>memory.min</c>: names of files of controllers that the host has,
    /// on one line each. An update replaces those that it names.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Unified { get; init; }
}
