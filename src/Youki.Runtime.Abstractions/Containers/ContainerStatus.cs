namespace Youki.Runtime;

/// <summary>Where a container stands at this moment, read from its files and the kernel.</summary>
public sealed record ContainerStatus
{
    /// <summary>The container.</summary>
    public required ContainerId Id { get; init; }

    /// <summary>The node that owns it.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>The workload that it belongs to. Null: none.</summary>
    public WorkloadId? WorkloadId { get; init; }

    /// <summary>The pod that it is in. Null: none.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Its name. Null: it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The image as it was asked for.</summary>
    public required string Image { get; init; }

    /// <summary>Where it stands.</summary>
    public required ContainerState State { get; init; }

    /// <summary>Which run this is: 0 before the first is made, 1 for the first start, 2 for the next.</summary>
    public required int Run { get; init; }

    /// <summary>The process id of the container's first process on the host. Null: it has none.</summary>
    public int? Pid { get; init; }

    /// <summary>The exit code. Null: it has not ended, or nobody saw how.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it ended. Null: it has not.</summary>
    public ExitReason? Reason { get; init; }

    /// <summary>What went wrong. Null: nothing did.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the process of this run was started. Null: it was not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the process of this run ended. Null: it has not, or nobody saw it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The orchestrator's marks. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
