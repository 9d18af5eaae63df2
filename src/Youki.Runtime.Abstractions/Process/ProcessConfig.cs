namespace Youki.Runtime;

/// <summary>Limits and priorities of a container's processes. Null everywhere: not said. What this host or the runtime cannot apply is refused by name.</summary>
public sealed record ProcessConfig
{
    /// <summary>Limits of each process, one of a kind at most. Those of open files have a default, 1,048,576 or as many as this process may have; the others are this process's own.</summary>
    public IReadOnlyList<Rlimit>? Rlimits { get; init; }

    /// <summary>
    /// How soon its processes are ended when the host's memory runs out, -1000 (never) to 1000. Less than this process has needs CAP_SYS_RESOURCE. Null: as this process has, but
    /// never below 0.
    /// </summary>
    public int? OomScoreAdj { get; init; }

    /// <summary>Permissions that new files do not get, 0 to 0777 (octal; 511). Null: 0022 (18).</summary>
    public int? Umask { get; init; }

    /// <summary>How the processor is shared. Needs youki, runc 1.2 or crun 1.8.5. Null: as this process.</summary>
    public SchedulerConfig? Scheduler { get; init; }

    /// <summary>Whose disk I/O goes first. Needs youki, runc 1.2 or crun 1.8.6. Null: as this process.</summary>
    public IoPriorityConfig? IoPriority { get; init; }

    /// <summary>
    /// On which processors commands run that are added by exec. The first process has what <see cref="ResourceLimits.CpuSet"/> says. Needs youki, runc 1.3 or crun 1.20.
    /// </summary>
    public ExecAffinityConfig? ExecAffinity { get; init; }

    /// <summary>What the kernel says that the machine is. Needs youki, runc 1.2 or crun. Null: as this process sees it.</summary>
    public ExecutionDomain? Personality { get; init; }
}
