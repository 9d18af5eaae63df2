namespace Youki.Runtime;

/// <summary>All that is known of a pod.</summary>
public sealed record PodDetails
{
    /// <summary>Where it stands.</summary>
    public required PodStatus Status { get; init; }

    /// <summary>What was asked for.</summary>
    public required PodConfig Config { get; init; }

    /// <summary>Its directory, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>The cgroup that its containers' cgroups are in, from the hierarchy's root.</summary>
    public required string CgroupPath { get; init; }

    /// <summary>The files of the namespaces that it shares, by their type in the OCI runtime-spec, such as <c>network</c>. That of a shared pid namespace has none.</summary>
    public required IReadOnlyDictionary<string, string> Namespaces { get; init; }

    /// <summary>The container with the small init of a shared pid namespace, which lists leave out. Null: there is none.</summary>
    public ContainerId? InitContainerId { get; init; }

    /// <summary>Its containers, oldest first.</summary>
    public required IReadOnlyList<ContainerStatus> Containers { get; init; }
}
