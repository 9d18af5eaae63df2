using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A resource limit. Source: OCI runtime-spec, config.md, "POSIX process"; getrlimit(2).</summary>
public sealed record ProcessRlimit
{
    /// <summary>Such as <c>RLIMIT_NOFILE</c>.</summary>
    public string? Type { get; init; }

    /// <summary>What the kernel enforces; the process may raise it up to <see cref="Hard"/>.</summary>
    public ulong? Soft { get; init; }

    /// <summary>The ceiling.</summary>
    public ulong? Hard { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
