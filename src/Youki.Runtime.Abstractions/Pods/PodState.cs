using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Where a pod stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PodState>))]
public enum PodState
{
    /// <summary>It is being made.</summary>
    [JsonStringEnumMemberName("creating")]
    Creating,

    /// <summary>Its namespaces are there: containers can join.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>It was stopped, or its namespaces are gone with a reboot: start it.</summary>
    [JsonStringEnumMemberName("not-ready")]
    NotReady,

    /// <summary>It is being removed.</summary>
    [JsonStringEnumMemberName("removing")]
    Removing,

    /// <summary>Its files cannot be read.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
