using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A device node in the container. Source: OCI runtime-spec, config-linux.md, "Devices".</summary>
public sealed record LinuxDevice
{
    /// <summary>Its path inside the container, absolute.</summary>
    public string? Path { get; init; }

    /// <summary><c>c</c>, <c>b</c>, <c>u</c> or <c>p</c>, as in mknod(1).</summary>
    public string? Type { get; init; }

    /// <summary>Major number. Null for pipes.</summary>
    public long? Major { get; init; }

    /// <summary>Minor number. Null for pipes.</summary>
    public long? Minor { get; init; }

    /// <summary>Permissions, such as 438 for octal 0666.</summary>
    public uint? FileMode { get; init; }

    /// <summary>Owner inside the container.</summary>
    public uint? Uid { get; init; }

    /// <summary>Group inside the container.</summary>
    public uint? Gid { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
