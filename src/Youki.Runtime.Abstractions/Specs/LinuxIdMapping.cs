using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A range of ids of a user namespace. Source: OCI runtime-spec, config-linux.md, "User namespace mappings".</summary>
public sealed record LinuxIdMapping
{
    /// <summary>The first id inside the container.</summary>
    [JsonPropertyName("containerID")]
    public uint? ContainerId { get; init; }

    /// <summary>The first id on the host.</summary>
    [JsonPropertyName("hostID")]
    public uint? HostId { get; init; }

    /// <summary>How many ids.</summary>
    public uint? Size { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
