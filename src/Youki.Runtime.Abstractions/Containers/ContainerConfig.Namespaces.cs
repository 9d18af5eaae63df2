namespace Youki.Runtime;

public sealed partial record ContainerConfig
{
    /// <summary>Which namespaces it uses. Null: its pod's, and its own.</summary>
    public NamespaceConfig? Namespaces { get; init; }

    /// <summary>
    /// Parameters of the kernel, such as <c>net.ipv4.ip_unprivileged_port_start</c>: <c>net.*</c> where it has a network namespace of its own, <c>fs.mqueue.*</c> and those of
    /// System V IPC where it has such an ipc namespace. Null: none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    /// <summary>NIS domain name inside the container. Null: the host's. It needs a uts namespace of its own.</summary>
    public string? Domainname { get; init; }

    /// <summary>Size of <c>/dev/shm</c> in bytes, at least a page. Null: 64 MiB. It needs an ipc namespace of its own, or that of a path.</summary>
    public long? ShmSizeBytes { get; init; }

    /// <summary>How far its clocks are off the host's. Null: not at all.</summary>
    public TimeOffsets? TimeOffsets { get; init; }

    /// <summary>
    /// Whether a small init, <c>YoukiRuntimeOptions.InitPath</c>, is its first process: it passes signals on to the program, and reaps what nobody waits for. It needs a
    /// pid namespace of its own. Null: false.
    /// </summary>
    public bool? Init { get; init; }
}
