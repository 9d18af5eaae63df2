using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Classes of I/O priority. Source: ioprio_set(2).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IoPriorityClass>))]
public enum IoPriorityClass
{
    /// <summary>Before all others. Needs CAP_SYS_ADMIN or CAP_SYS_NICE.</summary>
    [JsonStringEnumMemberName("realTime")]
    RealTime,

    /// <summary>The ordinary one.</summary>
    [JsonStringEnumMemberName("bestEffort")]
    BestEffort,

    /// <summary>Only when nobody else wants the disk.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,
}
