using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Who a process runs as. Source: OCI runtime-spec, config.md, "POSIX-platform User".</summary>
public sealed record OciUser
{
    /// <summary>User id inside the container.</summary>
    public uint? Uid { get; init; }

    /// <summary>Group id inside the container.</summary>
    public uint? Gid { get; init; }

    /// <summary>File mode creation mask, such as 18 for octal 0022. Null: the caller's.</summary>
    public uint? Umask { get; init; }

    /// <summary>Supplementary group ids inside the container.</summary>
    public IReadOnlyList<uint>? AdditionalGids { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
