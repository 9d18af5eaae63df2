namespace Youki.Runtime;

/// <summary>One network interface of a container, as it sees it. Source: proc(5), /proc/pid/net/dev.</summary>
public sealed record NetworkStats
{
    /// <summary>The interface's name in the container, such as <c>eth0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes received.</summary>
    public required ulong ReceivedBytes { get; init; }

    /// <summary>Packets received.</summary>
    public required ulong ReceivedPackets { get; init; }

    /// <summary>Packets that were received damaged.</summary>
    public required ulong ReceiveErrors { get; init; }

    /// <summary>Packets that were received and dropped.</summary>
    public required ulong ReceiveDrops { get; init; }

    /// <summary>Bytes sent.</summary>
    public required ulong SentBytes { get; init; }

    /// <summary>Packets sent.</summary>
    public required ulong SentPackets { get; init; }

    /// <summary>Packets that could not be sent.</summary>
    public required ulong SendErrors { get; init; }

    /// <summary>Packets that were dropped instead of sent.</summary>
    public required ulong SendDrops { get; init; }
}
