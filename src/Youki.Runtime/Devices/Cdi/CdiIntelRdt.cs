using System.Text.Json.Serialization;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>Cache and memory bandwidth.</summary>
internal sealed record CdiIntelRdt
{
    [JsonPropertyName("closID")]
    public string? ClosId { get; init; }

    public string? L3CacheSchema { get; init; }

    public string? MemBwSchema { get; init; }

    /// <summary>Since 1.1.0.</summary>
    public IReadOnlyList<string>? Schemata { get; init; }

    /// <summary>Until 1.0.0.</summary>
    [JsonPropertyName("enableCMT")]
    public bool? EnableCmt { get; init; }

    /// <summary>Until 1.0.0.</summary>
    [JsonPropertyName("enableMBM")]
    public bool? EnableMbm { get; init; }

    /// <summary>Since 1.1.0.</summary>
    public bool? EnableMonitoring { get; init; }

    public LinuxIntelRdt ToSpec() => new()
    {
        ClosId = ClosId,
        L3CacheSchema = L3CacheSchema,
        MemBwSchema = MemBwSchema,
        Schemata = Schemata,
        EnableCmt = EnableCmt,
        EnableMbm = EnableMbm,
        EnableMonitoring = EnableMonitoring,
    };
}
