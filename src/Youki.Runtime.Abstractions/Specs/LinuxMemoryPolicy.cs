using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>NUMA memory policy. Source: OCI runtime-spec 1.3, config-linux.md, "Memory policy"; set_mempolicy(2).</summary>
public sealed record LinuxMemoryPolicy
{
    /// <summary>Such as <c>MPOL_INTERLEAVE</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>Memory nodes, such as <c>0-3,7</c>. Null: the mode needs none.</summary>
    public string? Nodes { get; init; }

    /// <summary>Such as <c>MPOL_F_STATIC_NODES</c>.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
