using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Processor time of a cgroup. Source: OCI runtime-spec, config-linux.md, "CPU".</summary>
public sealed record LinuxCpu
{
    /// <summary>Weight against other cgroups, 2 to 262144.</summary>
    public ulong? Shares { get; init; }

    /// <summary>Run time allowed per <see cref="Period"/>, in microseconds; -1 means no limit.</summary>
    public long? Quota { get; init; }

    /// <summary>Run time of unused periods that may be saved up, in microseconds. Since runtime-spec 1.1.</summary>
    public ulong? Burst { get; init; }

    /// <summary>Length of a period, in microseconds.</summary>
    public ulong? Period { get; init; }

    /// <summary>Real-time run time allowed per <see cref="RealtimePeriod"/>, in microseconds; cgroup v1 only.</summary>
    public long? RealtimeRuntime { get; init; }

    /// <summary>Length of a real-time period, in microseconds; cgroup v1 only.</summary>
    public ulong? RealtimePeriod { get; init; }

    /// <summary>Processors that may be used, such as <c>0-3,7</c>. Null: all.</summary>
    public string? Cpus { get; init; }

    /// <summary>Memory nodes that may be used, such as <c>0</c>. Null: all.</summary>
    public string? Mems { get; init; }

    /// <summary>1 runs the cgroup only where a processor would be idle; 0 is the default. Since runtime-spec 1.1.</summary>
    public long? Idle { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
