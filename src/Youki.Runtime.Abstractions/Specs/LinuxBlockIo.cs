using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Block I/O of a cgroup. Source: OCI runtime-spec, config-linux.md, "Block IO".</summary>
public sealed record LinuxBlockIo
{
    /// <summary>Weight against other cgroups, 10 to 1000.</summary>
    public ushort? Weight { get; init; }

    /// <summary>Weight against the cgroup's children; cgroup v1 only.</summary>
    public ushort? LeafWeight { get; init; }

    /// <summary>Weights by device.</summary>
    public IReadOnlyList<LinuxWeightDevice>? WeightDevice { get; init; }

    /// <summary>Bytes read per second, by device.</summary>
    public IReadOnlyList<LinuxThrottleDevice>? ThrottleReadBpsDevice { get; init; }

    /// <summary>Bytes written per second, by device.</summary>
    public IReadOnlyList<LinuxThrottleDevice>? ThrottleWriteBpsDevice { get; init; }

    /// <summary>Reads per second, by device.</summary>
    [JsonPropertyName("throttleReadIOPSDevice")]
    public IReadOnlyList<LinuxThrottleDevice>? ThrottleReadIopsDevice { get; init; }

    /// <summary>Writes per second, by device.</summary>
    [JsonPropertyName("throttleWriteIOPSDevice")]
    public IReadOnlyList<LinuxThrottleDevice>? ThrottleWriteIopsDevice { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
