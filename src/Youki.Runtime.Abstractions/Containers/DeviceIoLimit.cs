namespace Youki.Runtime;

/// <summary>How fast one block device may be read and written, and its weight. Null and 0: no limit.</summary>
public sealed record DeviceIoLimit
{
    /// <summary>A whole device, not a partition: its path on the host such as <c>/dev/sda</c>, or its numbers such as <c>8:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Bytes read, per second.</summary>
    public ulong? ReadBytesPerSecond { get; init; }

    /// <summary>Bytes written, per second.</summary>
    public ulong? WriteBytesPerSecond { get; init; }

    /// <summary>Read operations, per second.</summary>
    public ulong? ReadOperationsPerSecond { get; init; }

    /// <summary>Write operations, per second.</summary>
    public ulong? WriteOperationsPerSecond { get; init; }

    /// <summary>Weight against other containers where the device is busy, 10 to 1,000, instead of <see cref="ResourceLimits.IoWeight"/>. Its scheduler must be bfq.</summary>
    public ushort? Weight { get; init; }
}
