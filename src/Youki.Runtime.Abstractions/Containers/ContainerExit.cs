namespace Youki.Runtime;

/// <summary>How one run of a container ended.</summary>
public sealed record ContainerExit
{
    /// <summary>The container.</summary>
    public required ContainerId Id { get; init; }

    /// <summary>Which run ended: 1 for the first start, 2 for the next.</summary>
    public required int Run { get; init; }

    /// <summary>The process's exit code, 0 to 255; 128 + the signal's number where a signal ended it. Null: nobody saw it, never an invented number.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it ended.</summary>
    public required ExitReason Reason { get; init; }

    /// <summary>The runtime's own words on what went wrong. Null: nothing did.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it ended. Null: nobody saw it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
