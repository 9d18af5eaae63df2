namespace Youki.Runtime.Bundles;

/// <summary>pod.json: what was asked for, and how far it has come.</summary>
internal sealed record PodRecord
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    public required PodId Id { get; init; }

    public required NodeId NodeId { get; init; }

    public required PodConfig Config { get; init; }

    public required string CgroupPath { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required PodPhase Phase { get; init; }

    /// <summary>The boot in which its namespaces were made; null where there are none.</summary>
    public string? BootId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The container with the first process of the shared pid namespace.</summary>
    public ContainerId? InitContainerId => Config.SharePid == true ? ContainerId.Parse(Id.Value + "-init") : null;
}
