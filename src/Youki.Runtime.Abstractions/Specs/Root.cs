using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>The container's root file system. Source: OCI runtime-spec, config.md, "Root".</summary>
public sealed record Root
{
    /// <summary>The directory on the host; relative to the bundle where it is not absolute.</summary>
    public string? Path { get; init; }

    /// <summary>Whether it is mounted read-only. Null means false.</summary>
    public bool? Readonly { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
