using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Programs run at points of a container's life, with the container's state on standard input. Source: OCI runtime-spec, config.md, "POSIX-platform Hooks".</summary>
public sealed record Hooks
{
    /// <summary>During create, before pivot_root, in the runtime's namespaces. Deprecated in favour of <see cref="CreateRuntime"/>.</summary>
    public IReadOnlyList<Hook>? Prestart { get; init; }

    /// <summary>During create, before pivot_root, in the runtime's namespaces.</summary>
    public IReadOnlyList<Hook>? CreateRuntime { get; init; }

    /// <summary>During create, before pivot_root, in the container's namespaces.</summary>
    public IReadOnlyList<Hook>? CreateContainer { get; init; }

    /// <summary>During start, before the process is executed, in the container's namespaces.</summary>
    public IReadOnlyList<Hook>? StartContainer { get; init; }

    /// <summary>During start, after the process is executed, in the runtime's namespaces.</summary>
    public IReadOnlyList<Hook>? Poststart { get; init; }

    /// <summary>During delete, in the runtime's namespaces.</summary>
    public IReadOnlyList<Hook>? Poststop { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
