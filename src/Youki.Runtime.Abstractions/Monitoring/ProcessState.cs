using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What a process does. Source: proc(5), /proc/pid/stat, field 3.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProcessState>))]
public enum ProcessState
{
    /// <summary>Something that this version does not know.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It runs, or could (R).</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It waits, and signals wake it (S).</summary>
    [JsonStringEnumMemberName("sleeping")]
    Sleeping,

    /// <summary>It waits in the kernel, for a disk say, and nothing wakes it but what it waits for; or it is frozen on cgroup v1 (D).</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>A signal has stopped it (T).</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>A debugger has stopped it (t).</summary>
    [JsonStringEnumMemberName("traced")]
    Traced,

    /// <summary>It has ended, and its parent has not asked how (Z).</summary>
    [JsonStringEnumMemberName("zombie")]
    Zombie,

    /// <summary>A thread of the kernel that has nothing to do (I).</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,
}
