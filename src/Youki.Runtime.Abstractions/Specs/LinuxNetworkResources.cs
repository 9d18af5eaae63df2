using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Marks and priorities of network packets. Source: OCI runtime-spec, config-linux.md, "Network".</summary>
public sealed record LinuxNetworkResources
{
    /// <summary>Class of the packets, for traffic control.</summary>
    [JsonPropertyName("classID")]
    public uint? ClassId { get; init; }

    /// <summary>Priorities by interface.</summary>
    public IReadOnlyList<LinuxInterfacePriority>? Priorities { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
