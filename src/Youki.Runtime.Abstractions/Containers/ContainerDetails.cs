using Youki.Runtime.Specs;

namespace Youki.Runtime;

/// <summary>All that is known of a container.</summary>
public sealed record ContainerDetails
{
    /// <summary>Where it stands.</summary>
    public required ContainerStatus Status { get; init; }

    /// <summary>What was asked for.</summary>
    public required ContainerConfig Config { get; init; }

    /// <summary>The very image that it was made from. Null: a directory.</summary>
    public ContainerImage? Image { get; init; }

    /// <summary>The runtime that made it, and that later verbs use.</summary>
    public required RuntimeIdentity Runtime { get; init; }

    /// <summary>Who watches over it: <c>conmon</c>, or <c>none</c>, in which case its exit code is never known.</summary>
    public required string Monitor { get; init; }

    /// <summary>The OCI bundle's directory on the host.</summary>
    public required string BundlePath { get; init; }

    /// <summary>The log file on the host, in Kubernetes' format.</summary>
    public required string LogPath { get; init; }

    /// <summary>The cgroup, from the hierarchy's root.</summary>
    public required string CgroupPath { get; init; }

    /// <summary>The OCI runtime spec of this run. Null: it is not written yet.</summary>
    public RuntimeSpec? Spec { get; init; }

    /// <summary>Which contributor set each member of <see cref="Spec"/>, by the member's path such as <c>linux.resources.cpu.quota</c>. Null: the spec is not written yet.</summary>
    public IReadOnlyDictionary<string, string>? SpecAuthors { get; init; }

    /// <summary>What the container holds of the host: mounts and the like, oldest first.</summary>
    public required IReadOnlyList<HostResourceRecord> Resources { get; init; }
}
