using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>The part of the configuration that is for Linux only. Source: OCI runtime-spec, config-linux.md.</summary>
public sealed record LinuxSpec
{
    /// <summary>Namespaces that are made or joined; those that are not listed are the runtime's own.</summary>
    public IReadOnlyList<LinuxNamespace>? Namespaces { get; init; }

    /// <summary>User ids of the user namespace.</summary>
    public IReadOnlyList<LinuxIdMapping>? UidMappings { get; init; }

    /// <summary>Group ids of the user namespace.</summary>
    public IReadOnlyList<LinuxIdMapping>? GidMappings { get; init; }

    /// <summary>Offsets of the time namespace's clocks, <c>monotonic</c> and <c>boottime</c>. Since runtime-spec 1.1.</summary>
    public IReadOnlyDictionary<string, LinuxTimeOffset>? TimeOffsets { get; init; }

    /// <summary>Device nodes in the container, beside those that every container has.</summary>
    public IReadOnlyList<LinuxDevice>? Devices { get; init; }

    /// <summary>Network devices of the host that are moved into the container, by their name on the host. Since runtime-spec 1.3.</summary>
    public IReadOnlyDictionary<string, LinuxNetDevice>? NetDevices { get; init; }

    /// <summary>The cgroup: absolute from the hierarchy's root, or <c>slice:prefix:name</c> with systemd. Null: the runtime chooses.</summary>
    public string? CgroupsPath { get; init; }

    /// <summary>Limits of the cgroup.</summary>
    public LinuxResources? Resources { get; init; }

    /// <summary>Cache and memory bandwidth by Intel's Resource Director Technology.</summary>
    public LinuxIntelRdt? IntelRdt { get; init; }

    /// <summary>NUMA memory policy. Since runtime-spec 1.3. Null: unchanged.</summary>
    public LinuxMemoryPolicy? MemoryPolicy { get; init; }

    /// <summary>Kernel parameters of the container's namespaces, by name.</summary>
    public IReadOnlyDictionary<string, string>? Sysctl { get; init; }

    /// <summary>The system call filter. Null: none.</summary>
    public LinuxSeccomp? Seccomp { get; init; }

    /// <summary>Mount propagation of the root file system: <c>shared</c>, <c>slave</c>, <c>private</c> or <c>unbindable</c>. Null: the runtime's default.</summary>
    public string? RootfsPropagation { get; init; }

    /// <summary>Absolute paths inside the container that cannot be read.</summary>
    public IReadOnlyList<string>? MaskedPaths { get; init; }

    /// <summary>Absolute paths inside the container that cannot be written.</summary>
    public IReadOnlyList<string>? ReadonlyPaths { get; init; }

    /// <summary>The SELinux context of the container's mounts. Null: none.</summary>
    public string? MountLabel { get; init; }

    /// <summary>The execution domain. Null: unchanged.</summary>
    public LinuxPersonality? Personality { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
