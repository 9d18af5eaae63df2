namespace Youki.Runtime;

/// <content>What is mounted into the container.</content>
public sealed partial record ContainerConfig
{
    /// <summary>
    /// What is mounted, beside what every container has. A parent is mounted before what lies below it, whatever the order here. Null: nothing.
    /// </summary>
    public IReadOnlyList<ContainerMount>? Mounts { get; init; }

    /// <summary>
    /// Containers whose directories of the host and volumes are mounted here too, at the same targets, as they are when this container is made; what
    /// <see cref="Mounts"/> says of a target goes before them. Null: none.
    /// </summary>
    public IReadOnlyList<VolumesFrom>? VolumesFrom { get; init; }
}
