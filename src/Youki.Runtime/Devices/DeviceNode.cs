using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>A device that a container gets, as it was found on the host.</summary>
internal sealed record DeviceNode
{
    /// <summary>Where it is on the host, links followed. Null: it is known by its numbers alone.</summary>
    public string? HostPath { get; init; }

    /// <summary>Where it is in the container.</summary>
    public required string Path { get; init; }

    /// <summary><c>b</c> or <c>c</c>.</summary>
    public required string Type { get; init; }

    public required long Major { get; init; }

    public required long Minor { get; init; }

    /// <summary>Any of r, w and m.</summary>
    public required string Permissions { get; init; }

    public uint? Mode { get; init; }

    public uint? Uid { get; init; }

    public uint? Gid { get; init; }

    /// <summary>Whether somebody asked for another owner or mode than the host's.</summary>
    public bool IsChanged { get; init; }

    public LinuxDevice ToSpec() => new() { Path = Path, Type = Type, Major = Major, Minor = Minor, FileMode = Mode, Uid = Uid, Gid = Gid };

    public LinuxDeviceRule ToRule() => new() { Allow = true, Type = Type, Major = Major, Minor = Minor, Access = Permissions };
}
