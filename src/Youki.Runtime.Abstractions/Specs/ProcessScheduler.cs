using System.Text.Json;
using System.Text.Json.Serialization;

namespace Youki.Runtime.Specs;

/// <summary>Scheduling of a process. Source: OCI runtime-spec 1.1, config.md, "Linux Process"; sched_setattr(2).</summary>
public sealed record ProcessScheduler
{
    /// <summary>Such as <c>SCHED_OTHER</c> or <c>SCHED_BATCH</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Nice value, -20 to 19; lower runs more. Null means 0.</summary>
    public int? Nice { get; init; }

    /// <summary>Static priority of the real-time policies. Null means 0.</summary>
    public int? Priority { get; init; }

    /// <summary>Such as <c>SCHED_FLAG_RESET_ON_FORK</c>.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>Run time per period in nanoseconds, for <c>SCHED_DEADLINE</c>.</summary>
    public ulong? Runtime { get; init; }

    /// <summary>Deadline in nanoseconds, for <c>SCHED_DEADLINE</c>.</summary>
    public ulong? Deadline { get; init; }

    /// <summary>Length of a period in nanoseconds, for <c>SCHED_DEADLINE</c>.</summary>
    public ulong? Period { get; init; }

    /// <summary>Members that this version does not know; they are kept as they are. Null: there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}
