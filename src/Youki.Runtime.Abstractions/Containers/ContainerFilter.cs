namespace Youki.Runtime;

/// <summary>Which containers a list holds. Every member that is given must match.</summary>
public sealed record ContainerFilter
{
    /// <summary>The exact name. Null: any.</summary>
    public string? Name { get; init; }

    /// <summary>The states. Null: any.</summary>
    public IReadOnlyCollection<ContainerState>? States { get; init; }

    /// <summary>The workload. Null: any.</summary>
    public WorkloadId? WorkloadId { get; init; }

    /// <summary>The pod. Null: any, and none.</summary>
    public PodId? PodId { get; init; }

    /// <summary>Labels that must be there; a null value matches any value. Null: any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
}
