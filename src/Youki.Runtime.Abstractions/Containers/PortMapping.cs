namespace Youki.Runtime;

/// <summary>A port of the container that is published on the host.</summary>
public sealed record PortMapping
{
    /// <summary>The port inside the container, 1 to 65535.</summary>
    public required int ContainerPort { get; init; }

    /// <summary>The port on the host, 1 to 65535. Null or 0: a free one is chosen.</summary>
    public int? HostPort { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>. Null: <c>tcp</c>.</summary>
    public string? Protocol { get; init; }
}
