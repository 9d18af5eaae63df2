using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>The container's first process. Source: OCI runtime-spec, config.md, "Process".</summary>
public sealed record OciProcess
{
    /// <summary>Whether it gets a terminal. Null means false.</summary>
    public bool? Terminal { get; init; }

    /// <summary>The terminal's size. Null: the kernel's default.</summary>
    public ConsoleSize? ConsoleSize { get; init; }

    /// <summary>Working directory inside the container, absolute.</summary>
    public string? Cwd { get; init; }

    /// <summary>The environment, each entry <c>NAME=value</c>.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Resource limits of setrlimit(2), one of a type at most.</summary>
    public IReadOnlyList<ProcessRlimit>? Rlimits { get; init; }

    /// <summary>The AppArmor profile's name. Null: unchanged.</summary>
    public string? ApparmorProfile { get; init; }

    /// <summary>The capability sets.</summary>
    public LinuxCapabilities? Capabilities { get; init; }

    /// <summary>Whether the process and its children can gain no privileges by execve(2). Null means false.</summary>
    public bool? NoNewPrivileges { get; init; }

    /// <summary>Added to the process's badness when memory runs out, -1000 to 1000. Null: unchanged.</summary>
    public int? OomScoreAdj { get; init; }

    /// <summary>How it is scheduled. Since runtime-spec 1.1. Null: unchanged.</summary>
    public ProcessScheduler? Scheduler { get; init; }

    /// <summary>The SELinux context. Null: unchanged.</summary>
    public string? SelinuxLabel { get; init; }

    /// <summary>Its I/O priority. Since runtime-spec 1.1. Null: unchanged.</summary>
    public LinuxIoPriority? IoPriority { get; init; }

    /// <summary>Processors for processes that <c>exec</c> adds. Since runtime-spec 1.2.1. Null: unchanged.</summary>
    [JsonPropertyName("execCPUAffinity")]
    public ExecCpuAffinity? ExecCpuAffinity { get; init; }

    /// <summary>Who it runs as.</summary>
    public OciUser? User { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
