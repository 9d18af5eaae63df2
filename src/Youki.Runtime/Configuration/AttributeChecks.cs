using System.Globalization;
using System.Text.RegularExpressions;
using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks limits and priorities of processes, each alone and beside the others.</summary>
internal static partial class AttributeChecks
{
    private const int MaxUmask = 511;

    /// <summary>The shortest time that the kernel takes. Source: __checkparam_dl, linux/kernel/sched/deadline.c.</summary>
    private const long MinRuntimeNanoseconds = 1024;

    public static IEnumerable<string> Of(ContainerConfig config) => config.Process is not { } process ? [] :
    [
        .. LimitErrors(process.Rlimits ?? []), .. NumberErrors(process), .. SchedulerErrors(process.Scheduler), .. IoErrors(process.IoPriority), .. AffinityErrors(process.ExecAffinity),
    ];

    private static IEnumerable<string> LimitErrors(IReadOnlyList<Rlimit> limits)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            var member = $"Process.Rlimits[{i}]";
            if (limits[i] is not { } limit || !Enum.IsDefined(limit.Kind))
            {
                yield return $"{member}: it names no limit.";
                continue;
            }

            if (limits.Take(i).Any(other => other?.Kind == limit.Kind))
            {
                yield return $"{member}: {limit.Kind} is named twice.";
            }

            if (limit.Soft < -1 || limit.Hard < -1)
            {
                yield return $"{member}: a limit is -1, for none, or at least 0.";
            }
            else if (limit.Hard is >= 0 and var hard && (limit.Soft == -1 || limit.Soft > hard))
            {
                yield return $"{member}: the soft limit, {(limit.Soft == -1 ? "which is none" : $"{limit.Soft}")}, is above the hard one, {hard}.";
            }
        }
    }

    private static IEnumerable<string> NumberErrors(ProcessConfig process)
    {
        if (process.OomScoreAdj is < -1000 or > 1000)
        {
            yield return $"Process.OomScoreAdj: {process.OomScoreAdj} is not between -1000 and 1000.";
        }

        if (process.Umask is < 0 or > MaxUmask)
        {
            yield return $"Process.Umask: {process.Umask} is not between 0 and {MaxUmask} (0777 in octal).";
        }

        if (process.Personality is { } domain && !Enum.IsDefined(domain))
        {
            yield return $"Process.Personality: {(int)domain} is none.";
        }
    }

    private static IEnumerable<string> SchedulerErrors(SchedulerConfig? scheduler)
    {
        if (scheduler is null)
        {
            yield break;
        }

        var realTime = scheduler.Policy is SchedulerPolicy.Fifo or SchedulerPolicy.RoundRobin;
        if (!Enum.IsDefined(scheduler.Policy))
        {
            yield return $"Process.Scheduler.Policy: {(int)scheduler.Policy} is none.";
        }

        if (scheduler.Nice is not null && (scheduler.Policy is not (SchedulerPolicy.Other or SchedulerPolicy.Batch) || scheduler.Nice is < -20 or > 19))
        {
            yield return $"Process.Scheduler.Nice: {scheduler.Nice} is not between -20 and 19, or the policy is neither other nor batch.";
        }

        if (realTime ? scheduler.Priority is not (>= 1 and <= 99) : scheduler.Priority is not null)
        {
            yield return $"Process.Scheduler.Priority: fifo and roundRobin need one between 1 and 99, the other policies have none; it is {scheduler.Priority?.ToString(CultureInfo.InvariantCulture) ?? "missing"}.";
        }

        if (DeadlineFault(scheduler) is { } fault)
        {
            yield return $"Process.Scheduler.Deadline: {fault}.";
        }
    }

    private static string? DeadlineFault(SchedulerConfig scheduler)
    {
        if (scheduler.Policy != SchedulerPolicy.Deadline)
        {
            return scheduler is { Runtime: null, Deadline: null, Period: null } ? null : "only the policy deadline has a runtime, a deadline and a period";
        }

        return scheduler is not { Runtime: { } runtime, Deadline: { } deadline } ? "the policy deadline needs a runtime and a deadline"
            : runtime.Ticks * TimeSpan.NanosecondsPerTick < MinRuntimeNanoseconds ? $"a runtime is at least {MinRuntimeNanoseconds} ns"
            : runtime > deadline || deadline > (scheduler.Period ?? deadline) ? "the runtime is at most the deadline, and the deadline at most the period"
            : null;
    }

    private static IEnumerable<string> IoErrors(IoPriorityConfig? priority)
    {
        if (priority is not null && (!Enum.IsDefined(priority.Class) || priority.Priority is < 0 or > 7 || priority is { Class: IoPriorityClass.Idle, Priority: > 0 }))
        {
            yield return "Process.IoPriority: a priority is between 0 and 7, and the class idle has 0 only.";
        }
    }

    private static IEnumerable<string> AffinityErrors(ExecAffinityConfig? affinity)
    {
        (string Name, string? List)[] lists = [(nameof(affinity.Initial), affinity?.Initial), (nameof(affinity.Final), affinity?.Final)];
        return lists.Where(list => list.List is not null && !CpuListText().IsMatch(list.List))
            .Select(list => $"Process.ExecAffinity.{list.Name}: {Quote(list.List!)} is no list of processors such as 0-3,7.");
    }

    [GeneratedRegex(@"^[0-9]{1,5}(-[0-9]{1,5})?(,[0-9]{1,5}(-[0-9]{1,5})?){0,1023}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CpuListText();
}
