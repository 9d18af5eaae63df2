namespace Youki.Runtime.Devices.Cdi;

/// <summary>A device node of the container.</summary>
internal sealed record CdiNode
{
    public string? Path { get; init; }

    /// <summary>Since 0.5.0. Null: as in the container.</summary>
    public string? HostPath { get; init; }

    public string? Type { get; init; }

    public long? Major { get; init; }

    public long? Minor { get; init; }

    public uint? FileMode { get; init; }

    public string? Permissions { get; init; }

    public uint? Uid { get; init; }

    public uint? Gid { get; init; }
}
