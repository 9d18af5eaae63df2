using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Block I/O ceiling of one device. Source: OCI runtime-spec, config-linux.md, "Block IO".</summary>
public sealed record LinuxThrottleDevice
{
    /// <summary>Major number.</summary>
    public long? Major { get; init; }

    /// <summary>Minor number.</summary>
    public long? Minor { get; init; }

    /// <summary>Bytes or operations per second, as the list that holds it says.</summary>
    public ulong? Rate { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
