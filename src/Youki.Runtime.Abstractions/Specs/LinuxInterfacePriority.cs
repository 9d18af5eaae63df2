using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Priority of packets on one interface. Source: OCI runtime-spec, config-linux.md, "Network".</summary>
public sealed record LinuxInterfacePriority
{
    /// <summary>The interface in the runtime's network namespace.</summary>
    public string? Name { get; init; }

    /// <summary>The priority.</summary>
    public uint? Priority { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
