using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>What an argument of a system call must be. Source: OCI runtime-spec, config-linux.md, "Seccomp".</summary>
public sealed record LinuxSeccompArg
{
    /// <summary>Which argument, from 0.</summary>
    public uint? Index { get; init; }

    /// <summary>What it is compared with; the mask for <c>SCMP_CMP_MASKED_EQ</c>.</summary>
    public ulong? Value { get; init; }

    /// <summary>What the masked argument is compared with. Null means 0.</summary>
    public ulong? ValueTwo { get; init; }

    /// <summary>How it is compared, such as <c>SCMP_CMP_EQ</c>.</summary>
    public string? Op { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
