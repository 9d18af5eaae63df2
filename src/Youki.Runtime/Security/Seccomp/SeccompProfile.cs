using System.Text.Json.Serialization;

namespace Youki.Runtime.Security.Seccomp;

/// <summary>A profile as it is written, in docker's form or that of the OCI runtime-spec: the former has some members more. Source: moby/profiles, seccomp/seccomp.go.</summary>
internal sealed record SeccompProfile
{
    public string? Comment { get; init; }

    public string? DefaultAction { get; init; }

    public uint? DefaultErrnoRet { get; init; }

    /// <summary>The same by name, as podman's files have it beside the number.</summary>
    public string? DefaultErrno { get; init; }

    public IReadOnlyList<string>? Architectures { get; init; }

    public IReadOnlyList<SeccompArchitecture>? ArchMap { get; init; }

    public IReadOnlyList<string>? Flags { get; init; }

    public string? ListenerPath { get; init; }

    public string? ListenerMetadata { get; init; }

    public IReadOnlyList<SeccompRule>? Syscalls { get; init; }

    /// <summary>Whether it has anything that only docker's form knows.</summary>
    [JsonIgnore]
    public bool IsDockerForm => ArchMap is not null || (Syscalls?.Any(rule => rule is { Name: not null } or { Comment: not null } or { Includes: not null } or { Excludes: not null }) ?? false);
}
