namespace Youki.Runtime.Processes;

/// <summary>Refuses by name limits and priorities that this process or the runtime cannot give, before anything is made.</summary>
internal static class ProcessAbilities
{
    private const string Nice = "CAP_SYS_NICE";
    private const string Resource = "CAP_SYS_RESOURCE";
    private const string Admin = "CAP_SYS_ADMIN";

    /// <exception cref="FeatureNotSupportedException">Something cannot be had.</exception>
    public static void Require(ContainerConfig config, HostFacts host, ContainerId id)
    {
        if (config.Process is { } process && FaultOf(process, host) is var (member, reason))
        {
            throw new FeatureNotSupportedException($"{nameof(ContainerConfig)}.{nameof(ContainerConfig.Process)}.{member}", reason) { ContainerId = id };
        }
    }

    /// <summary>The limit's name in the OCI spec.</summary>
    public static string NameOf(RlimitKind kind) => $"RLIMIT_{kind.ToString().ToUpperInvariant()}";

    /// <summary>A limit as the kernel has it.</summary>
    public static ulong ValueOf(long limit) => limit < 0 ? ulong.MaxValue : (ulong)limit;

    private static (string Member, string Reason)? FaultOf(ProcessConfig process, HostFacts host) =>
        LimitFault(process.Rlimits ?? [], host) ?? OomFault(process.OomScoreAdj, host) ?? SchedulerFault(process.Scheduler, host) ?? IoFault(process.IoPriority, host)
        ?? (process.ExecAffinity is not null ? Ignored("process.execCPUAffinity", nameof(process.ExecAffinity), host) : null)
        ?? (process.Personality is not null ? Ignored("linux.personality", nameof(process.Personality), host) : null);

    private static (string Member, string Reason)? LimitFault(IReadOnlyList<Rlimit> limits, HostFacts host)
    {
        foreach (var limit in limits)
        {
            var wanted = ValueOf(limit.Hard ?? limit.Soft);
            if (!host.Capabilities.Contains(Resource) && host.HardLimits.TryGetValue(NameOf(limit.Kind), out var most) && wanted > most)
            {
                return (nameof(ProcessConfig.Rlimits), $"{NameOf(limit.Kind)} of {Text(wanted)} is above {Text(most)}, the hard limit of this process, which has no {Resource}. Ask for less, or raise this process's limit.");
            }
        }

        return null;
    }

    private static (string Member, string Reason)? OomFault(int? wanted, HostFacts host) => wanted < host.OomScoreAdj && !host.Capabilities.Contains(Resource)
        ? (nameof(ProcessConfig.OomScoreAdj), $"{wanted} is less than {host.OomScoreAdj}, what this process has, and it has no {Resource}. Ask for no less.")
        : null;

    private static (string Member, string Reason)? SchedulerFault(SchedulerConfig? scheduler, HostFacts host)
    {
        const string Member = nameof(ProcessConfig.Scheduler);
        if (scheduler is null)
        {
            return null;
        }

        var realTime = scheduler.Policy is SchedulerPolicy.Fifo or SchedulerPolicy.RoundRobin;
        var needsNice = realTime || scheduler.Policy == SchedulerPolicy.Deadline || scheduler.Nice < 0;
        return Ignored("process.scheduler", Member, host)
            ?? (needsNice && !host.Capabilities.Contains(Nice) ? Fault(Member, $"it needs {Nice}, which this process has not.") : null)
            ?? (realTime && host.GroupsRealTime ? Fault(Member, "the kernel gives real-time time to cgroups, and a new one has none (cpu.rt_runtime_us of cgroup v1). Use another policy.") : null);
    }

    private static (string Member, string Reason)? IoFault(IoPriorityConfig? priority, HostFacts host)
    {
        const string Member = nameof(ProcessConfig.IoPriority);
        return priority is null ? null
            : Ignored("process.ioPriority", Member, host)
            ?? (priority.Class == IoPriorityClass.RealTime && !host.Capabilities.Contains(Nice) && !host.Capabilities.Contains(Admin) ? Fault(Member, $"it needs {Nice} or {Admin}, which this process has not.") : null);
    }

    private static (string Member, string Reason)? Ignored(string specMember, string member, HostFacts host) => host.IgnoredMembers.Contains(specMember)
        ? (member, $"{host.Runtime.Flavor} {host.Runtime.Version} accepts it and does not apply it. Use youki or a later version, or leave it out.")
        : null;

    private static (string Member, string Reason)? Fault(string member, string reason) => (member, reason);

    private static string Text(ulong limit) => limit == ulong.MaxValue ? "no limit" : $"{limit}";
}
