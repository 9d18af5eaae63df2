namespace Youki.Runtime;

/// <summary>What is read of a container besides what costs next to nothing.</summary>
public sealed record StatsOptions
{
    /// <summary>Whether the writable layer is measured: every file of it is looked at, so it takes as long as there are files. Null: false.</summary>
    public bool? WritableLayer { get; init; }
}
