using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>The configuration of a container, <c>config.json</c>, or a part of it: null members are not said. Source: OCI runtime-spec 1.3, config.md.</summary>
public sealed record RuntimeSpec
{
    /// <summary>The version of the runtime-spec that the document needs, such as <c>1.0.2</c>.</summary>
    public string? OciVersion { get; init; }

    /// <summary>The root file system.</summary>
    public Root? Root { get; init; }

    /// <summary>Further mounts, made in this order.</summary>
    public IReadOnlyList<Mount>? Mounts { get; init; }

    /// <summary>The first process.</summary>
    public OciProcess? Process { get; init; }

    /// <summary>Host name in the UTS namespace.</summary>
    public string? Hostname { get; init; }

    /// <summary>NIS domain name in the UTS namespace.</summary>
    public string? Domainname { get; init; }

    /// <summary>Programs that the runtime runs at points of the container's life.</summary>
    public Hooks? Hooks { get; init; }

    /// <summary>Marks for the runtime and for hooks. Keys are not empty.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>The part that is for Linux only.</summary>
    public LinuxSpec? Linux { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
