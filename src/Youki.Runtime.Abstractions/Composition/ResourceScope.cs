using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>How long something of the host is kept.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceScope>))]
public enum ResourceScope
{
    /// <summary>Until the container is removed.</summary>
    [JsonStringEnumMemberName("container")]
    Container,

    /// <summary>Until this run has ended.</summary>
    [JsonStringEnumMemberName("run")]
    Run,

    /// <summary>Until the runtime has made the container for this run: what it only reads or mounts from. Its process has not started then.</summary>
    [JsonStringEnumMemberName("making")]
    Making,
}
