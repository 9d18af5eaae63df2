using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Where a container stands. Source: OCI runtime-spec, runtime.md, "State", with <see cref="Paused"/> and <see cref="Unknown"/> added.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContainerState>))]
public enum ContainerState
{
    /// <summary>It is being made.</summary>
    [JsonStringEnumMemberName("creating")]
    Creating,

    /// <summary>It is made, and its process waits to be started.</summary>
    [JsonStringEnumMemberName("created")]
    Created,

    /// <summary>Its process runs.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Its processes are frozen.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>Its process has ended, or was never started again after the host's reboot.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>Its files cannot be read; the status's error message says why.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
