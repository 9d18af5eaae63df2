namespace Youki.Runtime;

/// <summary>A device of the host, or a directory of them, for a container.</summary>
public sealed record DeviceRequest
{
    /// <summary>The device on the host, absolute; links are followed. Of a directory, such as <c>/dev/dri</c>, every device in it and below.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is in the container, absolute. Null: as on the host.</summary>
    public string? ContainerPath { get; init; }

    /// <summary>What may be done with it: any of <c>r</c> (read), <c>w</c> (write), <c>m</c> (make nodes of it). Null: all of them.</summary>
    public string? Permissions { get; init; }

    /// <summary>The node's owner inside the container. Null: as on the host.</summary>
    public uint? Uid { get; init; }

    /// <summary>The node's group inside the container. Null: as on the host.</summary>
    public uint? Gid { get; init; }

    /// <summary>The node's permission bits, such as 432 for octal 0660. Null: as on the host.</summary>
    public int? Mode { get; init; }
}
