namespace Youki.Runtime.Bundles;

/// <summary>run.json: the processes of one run.</summary>
internal sealed record RunRecord
{
    public required int SchemaVersion { get; init; }

    public required string BootId { get; init; }

    /// <summary>The container's first process.</summary>
    public required int Pid { get; init; }

    public required ulong PidStartTime { get; init; }

    /// <summary>Null where there is no monitor.</summary>
    public int? MonitorPid { get; init; }

    public ulong? MonitorStartTime { get; init; }

    /// <summary>Written before the runtime is told to start the process: from here on it may run.</summary>
    public DateTimeOffset? StartRequestedAt { get; init; }

    /// <summary>How long the log file was then, in bytes: what follows is of this run. Null: an earlier version of this library wrote the record.</summary>
    public long? LogSize { get; init; }

    /// <summary>Written after the runtime has said that it did.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}
