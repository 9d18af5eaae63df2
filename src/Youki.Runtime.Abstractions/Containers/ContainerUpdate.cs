namespace Youki.Runtime;

/// <summary>What is changed of a container. Null: it stays as it is.</summary>
public sealed record ContainerUpdate
{
    /// <summary>Limits; those that it does not say stay.</summary>
    public ResourceLimits? Limits { get; init; }

    /// <summary>
    /// Whether a limit of memory is set even where the container uses more, which it cannot give back: on cgroup v2 the kernel then kills processes of it. Null: false,
    /// such an update is refused.
    /// </summary>
    public bool? Force { get; init; }
}
