namespace Youki.Runtime;

/// <summary>What a container reads from block devices and writes to them. Source: the kernel's admin-guide/cgroup-v2, "io.stat"; cgroup-v1/blkio-controller.</summary>
public sealed record IoStats
{
    /// <summary>Each device that it has used. Null: they are not counted.</summary>
    public IReadOnlyList<DeviceIoStats>? Devices { get; init; }

    /// <summary>How long tasks waited for devices. Null: cgroup v1, or a kernel without pressure stall information.</summary>
    public Pressure? Pressure { get; init; }
}
