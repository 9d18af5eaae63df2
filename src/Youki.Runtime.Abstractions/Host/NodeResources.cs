namespace Youki.Runtime;

/// <summary>
/// What a node has, and what its containers reserve of it by their requests: from their making to their removal, whether they run or not. Containers of all nodes that share
/// this bundle directory count, since they share the host. It is computed from their records, so nothing can be lost or counted twice.
/// </summary>
public sealed record NodeResources
{
    /// <summary>Processor cores that are online.</summary>
    public required double CpuCores { get; init; }

    /// <summary>Cores that containers reserve: <see cref="ResourceRequests.CpuCores"/>, or the limit where there is no request.</summary>
    public required double CpuCoresRequested { get; init; }

    /// <summary>Memory of the host, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Memory that containers reserve, in bytes: <see cref="ResourceRequests.MemoryMb"/>, or the limit where there is no request.</summary>
    public required long MemoryBytesRequested { get; init; }

    /// <summary>Memory that the kernel could give to new programs now, in bytes.</summary>
    public required long MemoryBytesAvailable { get; init; }

    /// <summary>Size of the bundle directory's file system, in bytes.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Disk that containers reserve by <see cref="ResourceRequests.DiskMb"/>, in bytes.</summary>
    public required long DiskBytesRequested { get; init; }

    /// <summary>What may be written to the bundle directory's file system now, in bytes.</summary>
    public required long DiskBytesAvailable { get; init; }

    /// <summary>Containers that were counted, of all nodes of the bundle directory.</summary>
    public required int Containers { get; init; }

    /// <summary>Containers without a request and a limit of memory or of processors: what they take is in no sum.</summary>
    public required int ContainersWithoutLimits { get; init; }

    /// <summary>Cores that are not reserved; 0 where more are reserved than there are.</summary>
    public double CpuCoresFree => Math.Max(0, CpuCores - CpuCoresRequested);

    /// <summary>Memory that is not reserved, in bytes; 0 where more is reserved than there is.</summary>
    public long MemoryBytesFree => Math.Max(0, MemoryBytes - MemoryBytesRequested);

    /// <summary>Disk that is not reserved, in bytes; 0 where more is reserved than there is.</summary>
    public long DiskBytesFree => Math.Max(0, DiskBytes - DiskBytesRequested);
}
