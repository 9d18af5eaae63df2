namespace Youki.Runtime;

/// <summary>What a container may use of the host; each is also its limit.</summary>
public sealed record ResourceRequests
{
    /// <summary>Processor cores, such as 0.5, at least 0.01. Null: no limit.</summary>
    public double? CpuCores { get; init; }

    /// <summary>Memory in MiB, at least 6; it includes swap. Null: no limit.</summary>
    public long? MemoryMb { get; init; }

    /// <summary>Disk for the writable layer in MiB, at least 8: what the container writes to its root file system takes no more of the host, and fails with ENOSPC. Null: no limit.</summary>
    public long? DiskMb { get; init; }
}
