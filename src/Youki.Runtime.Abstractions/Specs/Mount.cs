using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A mount inside the container. Source: OCI runtime-spec, config.md, "Mounts".</summary>
public sealed record Mount
{
    /// <summary>Where it is mounted: a path inside the container, absolute.</summary>
    public string? Destination { get; init; }

    /// <summary>The file system, such as <c>tmpfs</c>. Null for bind mounts.</summary>
    public string? Type { get; init; }

    /// <summary>A device, a name, or for bind mounts a path on the host; relative to the bundle where it is not absolute.</summary>
    public string? Source { get; init; }

    /// <summary>Options as in fstab(5), such as <c>rbind</c>, <c>ro</c> or <c>size=64m</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>User ids of an idmapped mount. Null: the mount is not idmapped.</summary>
    public IReadOnlyList<LinuxIdMapping>? UidMappings { get; init; }

    /// <summary>Group ids of an idmapped mount. Null: the mount is not idmapped.</summary>
    public IReadOnlyList<LinuxIdMapping>? GidMappings { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
