namespace Youki.Runtime.Bundles;

/// <summary>container.json: what was asked for, and by whom and with what it was made.</summary>
internal sealed record ContainerRecord
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    public required ContainerId Id { get; init; }

    public required NodeId NodeId { get; init; }

    public WorkloadId? WorkloadId { get; init; }

    /// <summary>Null: it is in no pod.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Whether it is the first process of its pod's pid namespace, which nobody asked for by itself. Null: it is not.</summary>
    public bool? IsPodInit { get; init; }

    public required ContainerConfig Config { get; init; }

    /// <summary>The very image, over all restarts; null where the root file system is a directory, and in records of before there were images.</summary>
    public ContainerImage? Image { get; init; }

    /// <summary>The image's own stop signal: a stop must not depend on the image. Null: it has none.</summary>
    public Signal? ImageStopSignal { get; init; }

    public IReadOnlyList<string>? ExitCommand { get; init; }

    /// <summary>Later verbs use this, not today's options.</summary>
    public required RuntimeIdentity Runtime { get; init; }

    /// <summary>The monitor's absolute path; null where the container has none.</summary>
    public string? Monitor { get; init; }

    public required string CgroupPath { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required ContainerPhase Phase { get; init; }

    /// <summary>Number of the current run; 0 while the first is being made.</summary>
    public required int Run { get; init; }
}
