namespace Youki.Runtime;

/// <summary>How the monitors of all containers are, of every node of the bundle directory.</summary>
public sealed record MonitorSummary
{
    /// <summary>Monitors that live.</summary>
    public required int Live { get; init; }

    /// <summary>Containers that run on while their monitor has ended: their further output and exit codes will not be known.</summary>
    public required IReadOnlyList<ContainerId> Lost { get; init; }

    /// <summary>The cgroup of the monitors. Null: they stay in that of the process that made the container.</summary>
    public string? CgroupPath { get; init; }
}
