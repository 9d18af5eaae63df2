using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A system call filter. Source: OCI runtime-spec, config-linux.md, "Seccomp".</summary>
public sealed record LinuxSeccomp
{
    /// <summary>What happens to calls that no rule matches, such as <c>SCMP_ACT_ERRNO</c>.</summary>
    public string? DefaultAction { get; init; }

    /// <summary>The error number of <see cref="DefaultAction"/>. Since runtime-spec 1.1. Null means EPERM.</summary>
    public uint? DefaultErrnoRet { get; init; }

    /// <summary>Such as <c>SCMP_ARCH_X86_64</c>. Null: the kernel's own.</summary>
    public IReadOnlyList<string>? Architectures { get; init; }

    /// <summary>Flags of seccomp(2), such as <c>SECCOMP_FILTER_FLAG_LOG</c>.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Socket of the agent for <c>SCMP_ACT_NOTIFY</c>, absolute. Since runtime-spec 1.1.</summary>
    public string? ListenerPath { get; init; }

    /// <summary>Sent to the agent as it is. Since runtime-spec 1.1.</summary>
    public string? ListenerMetadata { get; init; }

    /// <summary>The rules.</summary>
    public IReadOnlyList<LinuxSyscall>? Syscalls { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
