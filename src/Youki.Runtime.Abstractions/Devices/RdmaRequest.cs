namespace Youki.Runtime;

/// <summary>Remote direct memory access for a container.</summary>
public sealed record RdmaRequest
{
    /// <summary>RDMA devices of the host, such as <c>mlx5_0</c>; the container gets their <c>/dev/infiniband/uverbsN</c>, and <c>rdma_cm</c> where the host has it.</summary>
    public IReadOnlyList<string>? Devices { get; init; }

    /// <summary>
    /// Network devices of the host that are moved into the container's network namespace, each with its name there; null: as on the host. They come back to the
    /// host's first network namespace with the end of the container's; those that were made by software end with it.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? NetworkDevices { get; init; }

    /// <summary>Handles at most, of each of <see cref="Devices"/>. Null: no limit.</summary>
    public uint? MaxHandles { get; init; }

    /// <summary>Objects, such as queues and memory regions, at most, of each of <see cref="Devices"/>. Null: no limit.</summary>
    public uint? MaxObjects { get; init; }
}
