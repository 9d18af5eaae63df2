namespace Youki.Runtime;

/// <summary>What was done for a node.</summary>
public sealed record NodeMaintenance
{
    /// <summary>The node.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>Whether another process looks after the node, so that nothing was done.</summary>
    public required bool IsOwnedByOther { get; init; }

    /// <summary>The number of that process. Null: there is none, or it is not known.</summary>
    public int? OwnerPid { get; init; }

    /// <summary>The chores that were done, in their order.</summary>
    public required IReadOnlyList<string> Done { get; init; }

    /// <summary>The chores that failed, and why.</summary>
    public required IReadOnlyDictionary<string, string> Failures { get; init; }
}
