using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>By which rule a process gets the processor. Source: sched(7).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SchedulerPolicy>))]
public enum SchedulerPolicy
{
    /// <summary>The ordinary one.</summary>
    [JsonStringEnumMemberName("other")]
    Other,

    /// <summary>As the ordinary one, for work that nobody waits for.</summary>
    [JsonStringEnumMemberName("batch")]
    Batch,

    /// <summary>Only when nobody else wants the processor.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,

    /// <summary>Before all ordinary ones, until it gives the processor back. Needs CAP_SYS_NICE.</summary>
    [JsonStringEnumMemberName("fifo")]
    Fifo,

    /// <summary>As <see cref="Fifo"/>, taking turns with those of the same priority. Needs CAP_SYS_NICE.</summary>
    [JsonStringEnumMemberName("roundRobin")]
    RoundRobin,

    /// <summary>So much time in each period. Needs CAP_SYS_NICE.</summary>
    [JsonStringEnumMemberName("deadline")]
    Deadline,
}
