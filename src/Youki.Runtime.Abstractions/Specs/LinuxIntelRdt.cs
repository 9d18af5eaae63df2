using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Cache and memory bandwidth. Source: OCI runtime-spec, config-linux.md, "IntelRdt".</summary>
public sealed record LinuxIntelRdt
{
    /// <summary>The class of service. Null: the container's id.</summary>
    [JsonPropertyName("closID")]
    public string? ClosId { get; init; }

    /// <summary>Lines for the class's <c>schemata</c> file. Since runtime-spec 1.3.</summary>
    public IReadOnlyList<string>? Schemata { get; init; }

    /// <summary>The line for the L3 cache, such as <c>L3:0=7f0;1=1f</c>.</summary>
    public string? L3CacheSchema { get; init; }

    /// <summary>The line for memory bandwidth, such as <c>MB:0=20;1=70</c>.</summary>
    public string? MemBwSchema { get; init; }

    /// <summary>Whether cache use is monitored. In runtime-spec 1.1 to 1.2.1 only.</summary>
    [JsonPropertyName("enableCMT")]
    public bool? EnableCmt { get; init; }

    /// <summary>Whether memory bandwidth is monitored. In runtime-spec 1.1 to 1.2.1 only.</summary>
    [JsonPropertyName("enableMBM")]
    public bool? EnableMbm { get; init; }

    /// <summary>Whether the container gets a monitoring group of its own. Since runtime-spec 1.3.</summary>
    public bool? EnableMonitoring { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
