using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>One hook. Source: OCI runtime-spec, config.md, "POSIX-platform Hooks".</summary>
public sealed record Hook
{
    /// <summary>The program, absolute.</summary>
    public string? Path { get; init; }

    /// <summary>Its arguments; the first is its own name.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Its environment, each entry <c>NAME=value</c>. Null: empty.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Seconds after which it is ended. Null: never, and a hanging hook hangs the runtime.</summary>
    public int? Timeout { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
