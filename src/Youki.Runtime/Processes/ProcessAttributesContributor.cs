using Youki.Runtime.Specs;

namespace Youki.Runtime.Processes;

/// <summary>Limits and priorities of the process as the configuration asks for them.</summary>
internal sealed class ProcessAttributesContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) => inputs.Config.Process is not { } process ? null : new()
    {
        Process = new OciProcess
        {
            Rlimits = process.Rlimits is { Count: > 0 } limits ? [.. limits.Select(LimitOf)] : null,
            OomScoreAdj = process.OomScoreAdj,
            User = process.Umask is { } umask ? new OciUser { Umask = (uint)umask } : null,
            Scheduler = process.Scheduler is { } scheduler ? SchedulerOf(scheduler) : null,
            IoPriority = process.IoPriority is { } priority ? PriorityOf(priority) : null,
            ExecCpuAffinity = process.ExecAffinity is { } affinity ? new ExecCpuAffinity { Initial = affinity.Initial, Final = affinity.Final } : null,
        },
        Linux = process.Personality is { } domain ? new LinuxSpec { Personality = new LinuxPersonality { Domain = domain == ExecutionDomain.Linux32 ? "LINUX32" : "LINUX" } } : null,
    };

    private static ProcessRlimit LimitOf(Rlimit limit) =>
        new() { Type = ProcessAbilities.NameOf(limit.Kind), Soft = ProcessAbilities.ValueOf(limit.Soft), Hard = ProcessAbilities.ValueOf(limit.Hard ?? limit.Soft) };

    private static ProcessScheduler SchedulerOf(SchedulerConfig scheduler) => new()
    {
        Policy = scheduler.Policy switch
        {
            SchedulerPolicy.Batch => "SCHED_BATCH",
            SchedulerPolicy.Idle => "SCHED_IDLE",
            SchedulerPolicy.Fifo => "SCHED_FIFO",
            SchedulerPolicy.RoundRobin => "SCHED_RR",
            SchedulerPolicy.Deadline => "SCHED_DEADLINE",
            _ => "SCHED_OTHER",
        },
        Nice = scheduler.Nice,
        Priority = scheduler.Priority,
        Runtime = Nanoseconds(scheduler.Runtime),
        Deadline = Nanoseconds(scheduler.Deadline),
        Period = Nanoseconds(scheduler.Period ?? scheduler.Deadline),
        Flags = scheduler.ResetOnFork == true ? ["SCHED_FLAG_RESET_ON_FORK"] : null,
    };

    private static LinuxIoPriority PriorityOf(IoPriorityConfig priority) => priority.Class switch
    {
        IoPriorityClass.RealTime => new() { Class = "IOPRIO_CLASS_RT", Priority = priority.Priority ?? 4 },
        IoPriorityClass.Idle => new() { Class = "IOPRIO_CLASS_IDLE", Priority = 0 },
        _ => new() { Class = "IOPRIO_CLASS_BE", Priority = priority.Priority ?? 4 },
    };

    private static ulong? Nanoseconds(TimeSpan? time) => time is { } given ? (ulong)given.Ticks * TimeSpan.NanosecondsPerTick : null;
}
