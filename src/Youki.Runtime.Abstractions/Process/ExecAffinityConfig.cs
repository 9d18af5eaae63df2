namespace Youki.Runtime;

/// <summary>Processors of commands that exec adds, as lists such as <c>0-3,7</c>. Source: OCI runtime-spec 1.2.1, config.md, "execCPUAffinity".</summary>
public sealed record ExecAffinityConfig
{
    /// <summary>Before the command is in the container's cgroup. Null: as the runtime's own.</summary>
    public string? Initial { get; init; }

    /// <summary>Afterwards. Null: the kernel decides.</summary>
    public string? Final { get; init; }
}
