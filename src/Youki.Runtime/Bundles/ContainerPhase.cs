using System.Text.Json.Serialization;

namespace Youki.Runtime.Bundles;

/// <summary>How far the making or removing of a container has come, as far as the disk knows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContainerPhase>))]
internal enum ContainerPhase
{
    /// <summary>It is being made; whoever finds it without its maker undoes it.</summary>
    [JsonStringEnumMemberName("creating")]
    Creating,

    /// <summary>It is made.</summary>
    [JsonStringEnumMemberName("ready")]
    Ready,

    /// <summary>It is being removed; whoever finds it goes on with that.</summary>
    [JsonStringEnumMemberName("removing")]
    Removing,
}
