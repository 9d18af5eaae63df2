using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Remote direct memory access through one device. Source: OCI runtime-spec, config-linux.md, "RDMA".</summary>
public sealed record LinuxRdma
{
    /// <summary>Handles at most. Null: no limit.</summary>
    public uint? HcaHandles { get; init; }

    /// <summary>Objects at most. Null: no limit.</summary>
    public uint? HcaObjects { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
