namespace Youki.Runtime;

/// <summary>A directory that begins empty and lives as long as the container: it outlives runs. In memory, it does not outlive a reboot.</summary>
public sealed record EmptyDirMount : ContainerMount
{
    /// <summary>
    /// A name by which containers of one pod share it, on disk; it lives as long as the pod then: a letter or digit, then letters, digits, <c>_ . + -</c>. Null: it
    /// is the container's own.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Whether it is kept in memory, which counts as the container's. Null: false, on the disk of the bundle directory.</summary>
    public bool? InMemory { get; init; }

    /// <summary>Bytes at most. Only for a directory in memory: on disk it is refused. Null: no limit of its own; in memory, half of the host's.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Its mode. Null: 0777.</summary>
    public UnixFileMode? Mode { get; init; }
}
