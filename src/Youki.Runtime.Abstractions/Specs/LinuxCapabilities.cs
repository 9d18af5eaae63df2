using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>The capability sets of a process, each of names such as <c>CAP_CHOWN</c>. Source: OCI runtime-spec, config.md, "Linux Process"; capabilities(7).</summary>
public sealed record LinuxCapabilities
{
    /// <summary>What the process and its children can ever have.</summary>
    public IReadOnlyList<string>? Bounding { get; init; }

    /// <summary>What the kernel checks.</summary>
    public IReadOnlyList<string>? Effective { get; init; }

    /// <summary>What execve(2) passes on to files that inherit it.</summary>
    public IReadOnlyList<string>? Inheritable { get; init; }

    /// <summary>What may become effective.</summary>
    public IReadOnlyList<string>? Permitted { get; init; }

    /// <summary>What execve(2) passes on to any file; needs to be permitted and inheritable.</summary>
    public IReadOnlyList<string>? Ambient { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
