namespace Youki.Runtime;

/// <summary>
/// Limits of a container's cgroup, at its making and while it runs. Null: not said, and in an update: as it is. What is said here goes before
/// <see cref="ContainerConfig.ResourceRequests"/>.
/// </summary>
public sealed record ResourceLimits
{
    /// <summary>Processor cores at most, such as 0.5, at least 0.01; -1: no limit.</summary>
    public double? CpuCores { get; init; }

    /// <summary>Weight against other containers when processors are scarce, 2 to 262,144. Null: 1,024 for each core of <see cref="CpuCores"/>.</summary>
    public ulong? CpuShares { get; init; }

    /// <summary>Processors that may be used, such as <c>0-3,7</c>.</summary>
    public string? CpuSet { get; init; }

    /// <summary>Memory at most, in bytes, at least 4 MiB; -1: no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory that is kept for it under pressure, in bytes; -1: none (cgroup v2), no bound under pressure (v1).</summary>
    public long? MemoryReservationBytes { get; init; }

    /// <summary>Memory and swap together at most, in bytes; -1: no limit. Null: as much as <see cref="MemoryBytes"/>, so there is no swap.</summary>
    public long? MemorySwapBytes { get; init; }

    /// <summary>Processes and threads at most, at least 2; -1: no limit.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>How fast block devices may be read and written. An update replaces those of the devices that it names.</summary>
    public IReadOnlyList<DeviceIoLimit>? DeviceIo { get; init; }
}
