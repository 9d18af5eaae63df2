using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Why a container's process has ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExitReason>))]
public enum ExitReason
{
    /// <summary>It ended by itself with code 0.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>It ended with another code, or by a signal (128 + the signal's number).</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>The kernel killed it because its memory ran out.</summary>
    [JsonStringEnumMemberName("oomKilled")]
    OomKilled,

    /// <summary>Its program could not be executed.</summary>
    [JsonStringEnumMemberName("startError")]
    StartError,

    /// <summary>Nobody saw how it ended: its monitor died, or the host was rebooted.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
