using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A network device that is moved into the container. Source: OCI runtime-spec 1.3, config-linux.md, "Network Devices".</summary>
public sealed record LinuxNetDevice
{
    /// <summary>Its name inside the container. Null: as on the host.</summary>
    public string? Name { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
