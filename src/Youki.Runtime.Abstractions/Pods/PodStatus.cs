namespace Youki.Runtime;

/// <summary>Where a pod stands.</summary>
public sealed record PodStatus
{
    /// <summary>The pod.</summary>
    public required PodId Id { get; init; }

    /// <summary>The node that owns it.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>Its name. Null: it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required PodState State { get; init; }

    /// <summary>Why it is not ready, as a sentence. Null: it is, or was stopped.</summary>
    public string? Message { get; init; }

    /// <summary>Host name of its containers.</summary>
    public required string Hostname { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its namespaces were made. Null: never.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was stopped. Null: it was not since it was started.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Its labels. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Its annotations. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
