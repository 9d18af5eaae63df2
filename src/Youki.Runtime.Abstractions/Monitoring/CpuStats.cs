namespace Youki.Runtime;

/// <summary>Processor time of a container. Source: the kernel's admin-guide/cgroup-v2, "cpu.stat"; cgroup-v1/cpuacct.</summary>
public sealed record CpuStats
{
    /// <summary>Time used, of all cores together.</summary>
    public TimeSpan? Usage { get; init; }

    /// <summary>Of it, in programs. cgroup v1 counts this and <see cref="System"/> by the clock's ticks, so they add up to <see cref="Usage"/> only roughly.</summary>
    public TimeSpan? User { get; init; }

    /// <summary>Of it, in the kernel.</summary>
    public TimeSpan? System { get; init; }

    /// <summary>How many periods of the quota have passed in which the container wanted to run; 0 without a quota.</summary>
    public ulong? Periods { get; init; }

    /// <summary>In how many of them its quota did not suffice.</summary>
    public ulong? ThrottledPeriods { get; init; }

    /// <summary>How long its tasks had to wait because of it.</summary>
    public TimeSpan? ThrottledTime { get; init; }

    /// <summary>How long tasks waited for a processor. Null: cgroup v1, or a kernel without pressure stall information.</summary>
    public Pressure? Pressure { get; init; }
}
