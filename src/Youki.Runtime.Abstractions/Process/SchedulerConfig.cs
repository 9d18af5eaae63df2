namespace Youki.Runtime;

/// <summary>How processes are scheduled. Source: sched(7), sched_setattr(2).</summary>
public sealed record SchedulerConfig
{
    /// <summary>The policy.</summary>
    public required SchedulerPolicy Policy { get; init; }

    /// <summary>-20 (most) to 19 (least) of the processor; of <see cref="SchedulerPolicy.Other"/> and <see cref="SchedulerPolicy.Batch"/>. Below 0 needs CAP_SYS_NICE. Null: 0.</summary>
    public int? Nice { get; init; }

    /// <summary>1 (last) to 99 (first); of <see cref="SchedulerPolicy.Fifo"/> and <see cref="SchedulerPolicy.RoundRobin"/>, which need it.</summary>
    public int? Priority { get; init; }

    /// <summary>Processor time in each period; of <see cref="SchedulerPolicy.Deadline"/>, which needs it. At least 1,024 ns and at most <see cref="Deadline"/>.</summary>
    public TimeSpan? Runtime { get; init; }

    /// <summary>By when in each period it is given; of <see cref="SchedulerPolicy.Deadline"/>, which needs it. At most <see cref="Period"/>.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Length of a period; of <see cref="SchedulerPolicy.Deadline"/>. Null: as <see cref="Deadline"/>.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>Whether children start with the ordinary policy. Null: false.</summary>
    public bool? ResetOnFork { get; init; }
}
