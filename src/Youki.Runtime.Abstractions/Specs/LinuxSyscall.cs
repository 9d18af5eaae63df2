using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>A rule of a system call filter. Source: OCI runtime-spec, config-linux.md, "Seccomp".</summary>
public sealed record LinuxSyscall
{
    /// <summary>The system calls.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What happens to them, such as <c>SCMP_ACT_ALLOW</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The error number of <see cref="Action"/>. Since runtime-spec 1.1. Null means EPERM.</summary>
    public uint? ErrnoRet { get; init; }

    /// <summary>What the arguments must be, all of them. Null: anything.</summary>
    public IReadOnlyList<LinuxSeccompArg>? Args { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
