using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A namespace that the container has of its own. Source: OCI runtime-spec, config-linux.md, "Namespaces".</summary>
public sealed record LinuxNamespace
{
    /// <summary><c>pid</c>, <c>network</c>, <c>mount</c>, <c>ipc</c>, <c>uts</c>, <c>user</c>, <c>cgroup</c> or <c>time</c>.</summary>
    public string? Type { get; init; }

    /// <summary>A namespace to join, absolute, such as <c>/var/run/netns/web</c>. Null: a new one is made.</summary>
    public string? Path { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
