using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>The execution domain. Source: OCI runtime-spec, config-linux.md, "Personality"; personality(2).</summary>
public sealed record LinuxPersonality
{
    /// <summary><c>LINUX</c> or <c>LINUX32</c>.</summary>
    public string? Domain { get; init; }

    /// <summary>None are defined yet.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
