namespace Youki.Runtime;

/// <summary>
/// What a pod is, as pure data: a group of containers that share namespaces, a cgroup and limits. The namespaces are there without any process of the pod's own, but
/// for a shared pid namespace. Null always means "not said".
/// </summary>
public sealed record PodConfig
{
    /// <summary>The version of this record's schema that this library writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Schema version; null means <see cref="CurrentSchemaVersion"/>.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>A name for people. It need not be unique; the tool <c>youkictl</c> insists on unique ones. Null: the pod has only its id.</summary>
    public string? Name { get; init; }

    /// <summary>Host name of its containers. Null: its name, else the first 63 characters of its id. It goes with a shared uts namespace.</summary>
    public string? Hostname { get; init; }

    /// <summary>Whether its containers share a network namespace, with a loopback. Null: true.</summary>
    public bool? ShareNetwork { get; init; }

    /// <summary>Whether its containers share an ipc namespace and <c>/dev/shm</c>. Null: true.</summary>
    public bool? ShareIpc { get; init; }

    /// <summary>Whether its containers share a host name. Null: true.</summary>
    public bool? ShareUts { get; init; }

    /// <summary>Whether its containers see each other's processes. It takes a small process of the pod's own, <c>YoukiRuntimeOptions.InitPath</c>. Null: false.</summary>
    public bool? SharePid { get; init; }

    /// <summary>Parameters of the kernel in the shared namespaces, as <see cref="ContainerConfig.Sysctls"/>. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Sysctls { get; init; }

    /// <summary>Size of the shared <c>/dev/shm</c> in bytes. Null: 64 MiB.</summary>
    public long? ShmSizeBytes { get; init; }

    /// <summary>What all of its containers together may use of the host. Null: no limits.</summary>
    public ResourceLimits? Limits { get; init; }

    /// <summary>The orchestrator's own marks, to filter by.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Whatever else the orchestrator wants to keep with it.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
