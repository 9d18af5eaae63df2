namespace Youki.Runtime;

/// <summary>
/// Which namespaces a container uses. Null: those of its pod where it is in one that shares them, else one of its own, where nothing else is said.
/// Source: namespaces(7).
/// </summary>
public sealed record NamespaceConfig
{
    /// <summary>Network: interfaces, addresses, ports.</summary>
    public NamespaceMode? Network { get; init; }

    /// <summary>Process numbers. With the host's or a shared one the container sees the other processes there; when its first process ends, the rest is killed.</summary>
    public NamespaceMode? Pid { get; init; }

    /// <summary>
    /// Semaphores, message queues and shared memory. With the host's the container sees the host's <c>/dev/shm</c>, with another container's that container's; with that of a path
    /// it has a <c>/dev/shm</c> of its own, for a path does not tell whose files go with it.
    /// </summary>
    public NamespaceMode? Ipc { get; init; }

    /// <summary>Host name and domain name.</summary>
    public NamespaceMode? Uts { get; init; }

    /// <summary>
    /// Mounts: only one of its own. A runtime makes the container's root the root of whatever mount namespace it is given, so in one of anything else it would take the files
    /// away from all who are in it (youki), or fail (runc).
    /// </summary>
    public NamespaceMode? Mount { get; init; }

    /// <summary>The view of cgroups. Null where the kernel has no such namespace: the host's.</summary>
    public NamespaceMode? Cgroup { get; init; }

    /// <summary>Clocks since boot. Null: the host's, unless <see cref="ContainerConfig.TimeOffsets"/> are given. runc has it from 1.2 on.</summary>
    public NamespaceMode? Time { get; init; }
}
