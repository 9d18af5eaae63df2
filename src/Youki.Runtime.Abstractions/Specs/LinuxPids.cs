using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Number of tasks of a cgroup. Source: OCI runtime-spec, config-linux.md, "PIDs".</summary>
public sealed record LinuxPids
{
    /// <summary>Tasks at most; -1 means no limit. 0 and 1 keep youki from creating the container.</summary>
    public long? Limit { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
