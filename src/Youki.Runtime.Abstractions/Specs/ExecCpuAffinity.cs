using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Processors of processes that <c>exec</c> adds. Source: OCI runtime-spec 1.2.1, config.md, "Linux Process".</summary>
public sealed record ExecCpuAffinity
{
    /// <summary>Before the process enters the container's cgroup, such as <c>0-3,7</c>.</summary>
    public string? Initial { get; init; }

    /// <summary>After it. Null: the kernel decides.</summary>
    public string? Final { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
