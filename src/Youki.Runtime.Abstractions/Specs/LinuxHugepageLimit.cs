using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Huge pages of one size. Source: OCI runtime-spec, config-linux.md, "Huge page limits".</summary>
public sealed record LinuxHugepageLimit
{
    /// <summary>The page size, such as <c>2MB</c>.</summary>
    public string? PageSize { get; init; }

    /// <summary>Bytes at most.</summary>
    public ulong? Limit { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
