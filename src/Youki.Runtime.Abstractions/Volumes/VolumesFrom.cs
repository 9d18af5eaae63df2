namespace Youki.Runtime;

/// <summary>A container whose mounts another one takes over.</summary>
public sealed record VolumesFrom
{
    /// <summary>The container. It need not run, and may be removed afterwards.</summary>
    public required ContainerId ContainerId { get; init; }

    /// <summary>Whether all of them are read-only here. Null: as they are there.</summary>
    public bool? ReadOnly { get; init; }
}
