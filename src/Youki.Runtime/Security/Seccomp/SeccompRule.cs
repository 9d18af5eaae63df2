using System.Text.Json.Serialization;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>What happens to some system calls, under some conditions.</summary>
internal sealed record SeccompRule
{
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The only one, as old files have it.</summary>
    public string? Name { get; init; }

    public string? Action { get; init; }

    public uint? ErrnoRet { get; init; }

    /// <summary>The same by name, as podman's files have it beside the number.</summary>
    public string? Errno { get; init; }

    public IReadOnlyList<LinuxSeccompArg>? Args { get; init; }

    public string? Comment { get; init; }

    /// <summary>What must be so.</summary>
    public SeccompCondition? Includes { get; init; }

    /// <summary>What must not be so.</summary>
    public SeccompCondition? Excludes { get; init; }

    [JsonIgnore]
    public IEnumerable<string> AllNames => Name is null ? Names ?? [] : (Names ?? []).Append(Name);
}
