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
}
