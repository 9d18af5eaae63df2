using System.Text.Json.Serialization;

namespace Youki.Runtime.Events;

/// <summary>An event as a line of a journal. Members are only ever added.</summary>
internal sealed record StoredEvent
{
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required EventKind Kind { get; init; }

    public ContainerId? Container { get; init; }

    public WorkloadId? Workload { get; init; }

    public int? Run { get; init; }

    public string? Name { get; init; }

    public string? Image { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? ExecId { get; init; }

    public int? ExitCode { get; init; }

    public ExitReason? Reason { get; init; }

    public string? Message { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public long? Lost { get; init; }
}
