namespace Youki.Runtime.Bundles;

/// <summary>exec.json: a command that is run in a container. Written before it is started, and again when it was.</summary>
internal sealed record ExecRecord
{
    public required int SchemaVersion { get; init; }

    public required ExecId Id { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string BootId { get; init; }

    /// <summary>Whether it goes on when the process that started it ends.</summary>
    public required bool Detached { get; init; }

    /// <summary>The process that started it.</summary>
    public required int OwnerPid { get; init; }

    public required ulong OwnerStartTime { get; init; }

    /// <summary>Its own cgroup, from the hierarchy's root. Null: it is in the container's.</summary>
    public string? CgroupPath { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>Null: the container has no profile.</summary>
    public bool? SeccompApplied { get; init; }

    /// <summary>The command's first process. Null: it was not started yet.</summary>
    public int? Pid { get; init; }

    public ulong? PidStartTime { get; init; }

    public int? MonitorPid { get; init; }

    public ulong? MonitorStartTime { get; init; }

    /// <summary>How it ended, as whoever started it saw it. Null: it has not, or nobody of that process is left; the monitor's answer says it then.</summary>
    public ExecEnd? End { get; init; }
}
