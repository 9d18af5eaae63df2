namespace Youki.Runtime.Events;

/// <summary>What an event says beyond its container and its kind. Null: nothing.</summary>
internal sealed record EventDetail
{
    /// <summary>When it happened. Null: now.</summary>
    public DateTimeOffset? Time { get; init; }

    public string? ExecId { get; init; }

    public int? ExitCode { get; init; }

    public ExitReason? Reason { get; init; }

    public string? Message { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}
