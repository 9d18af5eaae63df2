namespace Youki.Runtime;

/// <summary>What a container reads from one block device and writes to it. What stays in the page cache reaches no device, and is not counted.</summary>
public sealed record DeviceIoStats
{
    /// <summary>The device's major number.</summary>
    public required uint Major { get; init; }

    /// <summary>The device's minor number.</summary>
    public required uint Minor { get; init; }

    /// <summary>The device's name, such as <c>sda</c>. Null: the host does not know it any more.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes read.</summary>
    public ulong? ReadBytes { get; init; }

    /// <summary>Bytes written.</summary>
    public ulong? WrittenBytes { get; init; }

    /// <summary>Read operations.</summary>
    public ulong? ReadOperations { get; init; }

    /// <summary>Write operations.</summary>
    public ulong? WriteOperations { get; init; }
}
