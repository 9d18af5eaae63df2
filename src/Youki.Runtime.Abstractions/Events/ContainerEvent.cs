namespace Youki.Runtime;

/// <summary>Something that has happened to a container or an image. Members that do not concern it are null.</summary>
public sealed record ContainerEvent
{
    /// <summary>The place right behind this event.</summary>
    public required EventCursor Cursor { get; init; }

    /// <summary>Its number: it grows from event to event of a node, and so do, apart, those of images. Numbers may be left out where the host was booted; only events of kind <see cref="EventKind.Lost"/> tell of missing ones.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened, by the host's clock at that time. An event that was written later, such as an exit that nobody saw, has the time of what it tells of.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What has happened.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>Whose container it is. Null for images, which belong to no node.</summary>
    public NodeId? NodeId { get; init; }

    /// <summary>The container.</summary>
    public ContainerId? ContainerId { get; init; }

    /// <summary>The container's workload.</summary>
    public WorkloadId? WorkloadId { get; init; }

    /// <summary>Which run of the container: 1 for the first start.</summary>
    public int? Run { get; init; }

    /// <summary>The container's name.</summary>
    public string? Name { get; init; }

    /// <summary>The container's image as it was asked for, or the image that the event is about.</summary>
    public string? Image { get; init; }

    /// <summary>The container's labels; those that fit into 8 KiB.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The process that was started in the container, of exec events.</summary>
    public string? ExecId { get; init; }

    /// <summary>The exit code, of a run or of an exec. Null where nobody saw it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why a run has ended.</summary>
    public ExitReason? Reason { get; init; }

    /// <summary>What went wrong, in words; cut after 4,096 characters.</summary>
    public string? Message { get; init; }

    /// <summary>What else there is to say, by kind.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>How many events are missing here, of kind <see cref="EventKind.Lost"/>. Null there: nobody knows.</summary>
    public long? LostCount { get; init; }
}
