using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>I/O priority of a process. Source: OCI runtime-spec 1.1, config.md, "Linux Process"; ioprio_set(2).</summary>
public sealed record LinuxIoPriority
{
    /// <summary><c>IOPRIO_CLASS_RT</c>, <c>IOPRIO_CLASS_BE</c> or <c>IOPRIO_CLASS_IDLE</c>.</summary>
    public string? Class { get; init; }

    /// <summary>0 (first) to 7 (last) within the class.</summary>
    public int? Priority { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
