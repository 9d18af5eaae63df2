using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Offset of a clock. Source: OCI runtime-spec 1.1, config-linux.md, "Offset for Time Namespace".</summary>
public sealed record LinuxTimeOffset
{
    /// <summary>Seconds.</summary>
    public long? Secs { get; init; }

    /// <summary>Nanoseconds on top.</summary>
    public uint? Nanosecs { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
