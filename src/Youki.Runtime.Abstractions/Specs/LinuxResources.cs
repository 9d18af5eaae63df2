using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Limits of the container's cgroup. Source: OCI runtime-spec, config-linux.md, "Control groups".</summary>
public sealed record LinuxResources
{
    /// <summary>Which devices may be used; a later rule wins over an earlier one.</summary>
    public IReadOnlyList<LinuxDeviceRule>? Devices { get; init; }

    /// <summary>Memory.</summary>
    public LinuxMemory? Memory { get; init; }

    /// <summary>Processors.</summary>
    public LinuxCpu? Cpu { get; init; }

    /// <summary>Number of tasks.</summary>
    public LinuxPids? Pids { get; init; }

    /// <summary>Block I/O.</summary>
    [JsonPropertyName("blockIO")]
    public LinuxBlockIo? BlockIo { get; init; }

    /// <summary>Huge pages, by page size.</summary>
    public IReadOnlyList<LinuxHugepageLimit>? HugepageLimits { get; init; }

    /// <summary>Marks and priorities of network packets; cgroup v1 only.</summary>
    public LinuxNetworkResources? Network { get; init; }

    /// <summary>Remote direct memory access, by device.</summary>
    public IReadOnlyDictionary<string, LinuxRdma>? Rdma { get; init; }

    /// <summary>Files of a cgroup v2 and what is written to them, such as <c>memory.high</c>. Since runtime-spec 1.1.</summary>
    public IReadOnlyDictionary<string, string>? Unified { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
