using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Why a command in a container has ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExecEnd>))]
public enum ExecEnd
{
    /// <summary>By itself, or by a signal that somebody sent.</summary>
    [JsonStringEnumMemberName("exited")]
    Exited,

    /// <summary>Its time limit had passed, so it was killed with all that it had started.</summary>
    [JsonStringEnumMemberName("timedOut")]
    TimedOut,

    /// <summary>The container ended, and with it everything in it.</summary>
    [JsonStringEnumMemberName("containerEnded")]
    ContainerEnded,

    /// <summary>Its program could not be executed.</summary>
    [JsonStringEnumMemberName("startError")]
    StartError,

    /// <summary>Nobody saw how: its monitor was killed, or the host was rebooted.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
