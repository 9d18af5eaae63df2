using System.Text.Json.Serialization;

namespace Youki.Runtime.Bundles;

/// <summary>How far something with a pod has come, as far as the disk knows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PodPhase>))]
internal enum PodPhase
{
    /// <summary>It is being made; whoever finds it without its maker removes it.</summary>
    [JsonStringEnumMemberName("creating")]
    Creating,

    /// <summary>What it shares is being made anew; whoever finds it without its maker stops it.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>Containers may join.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>Its containers are being stopped; the next stop goes on with that.</summary>
    [JsonStringEnumMemberName("stopping")]
    Stopping,

    /// <summary>It holds nothing of the host.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>It is being removed; whoever finds it goes on with that.</summary>
    [JsonStringEnumMemberName("removing")]
    Removing,
}
