namespace Youki.Runtime;

/// <summary>What bounds a spec on this host.</summary>
public sealed record HostFacts
{
    /// <summary>The runtime that the spec is for.</summary>
    public required RuntimeIdentity Runtime { get; init; }

    /// <summary>Capabilities that this process may grant (its bounding set), such as <c>CAP_CHOWN</c>.</summary>
    public required IReadOnlySet<string> Capabilities { get; init; }

    /// <summary>The hard limit of open files that this process has.</summary>
    public required ulong OpenFilesHardLimit { get; init; }

    /// <summary>Whether the runtime enforces device rules. Where it does not, CAP_MKNOD would let a container read the host's disks.</summary>
    public required bool EnforcesDeviceRules { get; init; }

    /// <summary>Whether the cgroup namespace can be used.</summary>
    public required bool HasCgroupNamespace { get; init; }

    /// <summary>Whether the runtime makes time namespaces.</summary>
    public bool HasTimeNamespace { get; init; } = true;

    /// <summary>Whether the runtime applies <c>domainname</c>. Where it does not, the kernel's parameter says it as well.</summary>
    public bool AppliesDomainname { get; init; } = true;
}
