using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>What the runtime says of a container. Source: OCI runtime-spec, runtime.md, "State".</summary>
public sealed record OciState
{
    /// <summary>The version of the runtime-spec that the document follows.</summary>
    public string? OciVersion { get; init; }

    /// <summary>The container's id.</summary>
    public string? Id { get; init; }

    /// <summary><c>creating</c>, <c>created</c>, <c>running</c> or <c>stopped</c>; runtimes add others, such as <c>paused</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The first process's id on the host. Null or 0: there is none.</summary>
    public int? Pid { get; init; }

    /// <summary>The bundle's directory, absolute.</summary>
    public string? Bundle { get; init; }

    /// <summary>The annotations of its configuration. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
