namespace Youki.Runtime;

/// <summary>Where a container belongs and how it is created, apart from what runs in it.</summary>
public sealed record CreateContainerOptions
{
    /// <summary>The node that owns the container. It was given to <see cref="IContainerRuntime.InitializeNodeAsync"/> before.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>The workload that it belongs to. Null: none.</summary>
    public WorkloadId? WorkloadId { get; init; }

    /// <summary>The pod that it is to be in. It must be ready, and of the same node. Null: none.</summary>
    public PodId? PodId { get; init; }

    /// <summary>The id to use. Null: a new <c>container-{uuid}</c>.</summary>
    public ContainerId? ContainerId { get; init; }

    /// <summary>Whether the process is started at once; the default is true. False leaves the container in the state created.</summary>
    public bool Start { get; init; } = true;

    /// <summary>How the image is fetched. Null: for this host's platform, where the store does not have it.</summary>
    public PullOptions? Pull { get; init; }

    /// <summary>
    /// A program and its arguments that the monitor runs each time the container has ended, also when no host process lives. The program's path is absolute.
    /// Its environment is the monitor's; conmon 2.1.6 also leaves SIGCHLD blocked in it, which a program that runs others must undo. Null: none.
    /// </summary>
    public IReadOnlyList<string>? ExitCommand { get; init; }

    /// <summary>
    /// The content of the configuration's <see cref="FileMount"/>s, by name: 1 MiB each and 16 MiB in all at most. It is kept in memory, never on disk.
    /// Null: there are none.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Files { get; init; }
}
