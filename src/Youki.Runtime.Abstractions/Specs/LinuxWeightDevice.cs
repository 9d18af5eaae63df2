using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Block I/O weight of one device. Source: OCI runtime-spec, config-linux.md, "Block IO".</summary>
public sealed record LinuxWeightDevice
{
    /// <summary>Major number.</summary>
    public long? Major { get; init; }

    /// <summary>Minor number.</summary>
    public long? Minor { get; init; }

    /// <summary>Weight against other cgroups, 10 to 1000.</summary>
    public ushort? Weight { get; init; }

    /// <summary>Weight against the cgroup's children; cgroup v1 only.</summary>
    public ushort? LeafWeight { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
