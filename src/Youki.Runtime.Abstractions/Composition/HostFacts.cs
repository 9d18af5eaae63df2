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

    /// <summary>The hard limits that this process has, by name such as <c>RLIMIT_NPROC</c>; <see cref="ulong.MaxValue"/> is none. One that is not listed is not known.</summary>
    public IReadOnlyDictionary<string, ulong> HardLimits { get; init; } = new Dictionary<string, ulong>();

    /// <summary>How soon the kernel ends this process when memory runs out, -1000 to 1000.</summary>
    public int OomScoreAdj { get; init; }

    /// <summary>Whether the kernel gives time of real-time scheduling to cgroups, of which a new one has none.</summary>
    public bool GroupsRealTime { get; init; }

    /// <summary>Whether the kernel has AppArmor enabled.</summary>
    public bool HasAppArmor { get; init; }

    /// <summary>Whether the kernel has SELinux enabled.</summary>
    public bool HasSelinux { get; init; }

    /// <summary>Members of the spec that this version of the runtime accepts and does not apply, such as <c>process.scheduler</c>.</summary>
    public IReadOnlySet<string> IgnoredMembers { get; init; } = new HashSet<string>();

    /// <summary>Whether device rules are enforced, by the runtime or by this library. Where they are not, CAP_MKNOD would let a container read the host's disks.</summary>
    public required bool EnforcesDeviceRules { get; init; }

    /// <summary>Whether it is this library that enforces device rules, with a program in the kernel, because the runtime does not.</summary>
    public bool LibraryEnforcesDeviceRules { get; init; }

    /// <summary>Whether the cgroup namespace can be used.</summary>
    public required bool HasCgroupNamespace { get; init; }

    /// <summary>Whether the runtime makes time namespaces.</summary>
    public bool HasTimeNamespace { get; init; } = true;

    /// <summary>Whether the runtime applies <c>domainname</c>. Where it does not, the kernel's parameter says it as well.</summary>
    public bool AppliesDomainname { get; init; } = true;

    /// <summary>The kernel's version. Null: not known, and taken for a new one.</summary>
    public Version? KernelVersion { get; init; }
}
