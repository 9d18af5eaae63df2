namespace Youki.Runtime;

/// <summary>Everything that a contributor or provider may look at.</summary>
public sealed record SpecInputs
{
    /// <summary>The container.</summary>
    public required ContainerId ContainerId { get; init; }

    /// <summary>The node that owns it.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>What was asked for, validated.</summary>
    public required ContainerConfig Config { get; init; }

    /// <summary>The very image that the container is made from. Null: a directory.</summary>
    public ContainerImage? Image { get; init; }

    /// <summary>What the image says of its processes. Null: a directory, which says nothing.</summary>
    public ImageConfig? ImageConfig { get; init; }

    /// <summary>The OCI bundle's directory, absolute.</summary>
    public required string BundlePath { get; init; }

    /// <summary>The root file system's directory on the host, absolute.</summary>
    public required string RootfsPath { get; init; }

    /// <summary>The cgroup's path from the hierarchy's root, absolute.</summary>
    public required string CgroupPath { get; init; }

    /// <summary>Who the process runs as, looked up in the root file system. Null only while that is being acquired; contributors always see it.</summary>
    public ContainerUser? User { get; init; }

    /// <summary>What the host and the runtime can do.</summary>
    public required HostFacts Host { get; init; }
}
