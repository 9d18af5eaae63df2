using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Memory of a cgroup, in bytes; -1 means no limit. Source: OCI runtime-spec, config-linux.md, "Memory".</summary>
public sealed record LinuxMemory
{
    /// <summary>Memory, in bytes.</summary>
    public long? Limit { get; init; }

    /// <summary>What is kept under pressure, in bytes.</summary>
    public long? Reservation { get; init; }

    /// <summary>Memory and swap together, in bytes; the same as <see cref="Limit"/> means no swap.</summary>
    public long? Swap { get; init; }

    /// <summary>Kernel memory, in bytes. Deprecated by the specification.</summary>
    public long? Kernel { get; init; }

    /// <summary>Kernel memory of TCP buffers, in bytes. Deprecated by the specification.</summary>
    [JsonPropertyName("kernelTCP")]
    public long? KernelTcp { get; init; }

    /// <summary>How eagerly pages are swapped out, 0 to 100; cgroup v1 only.</summary>
    public ulong? Swappiness { get; init; }

    /// <summary>Whether processes wait instead of being killed when memory runs out; cgroup v1 only.</summary>
    [JsonPropertyName("disableOOMKiller")]
    public bool? DisableOomKiller { get; init; }

    /// <summary>Whether memory is accounted with the cgroup's children; cgroup v1 only.</summary>
    public bool? UseHierarchy { get; init; }

    /// <summary>Whether an update below the present use is refused. Since runtime-spec 1.1.</summary>
    public bool? CheckBeforeUpdate { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
