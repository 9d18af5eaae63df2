using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>What a configuration says of processors, for the cgroup.</summary>
internal static class CpuPlan
{
    public const long NoLimit = -1;

    /// <summary>Microseconds, the kernel's own default.</summary>
    public const ulong DefaultPeriod = 100_000;

    /// <summary>The kernel's least quota, in microseconds. Source: tg_set_cfs_bandwidth, kernel/sched/core.c.</summary>
    private const long MinQuota = 1_000;

    private const ulong SharesPerCore = 1_024;
    private const ulong MinShares = 2;
    private const ulong MaxShares = 262_144;
    private const ulong MaxWeight = 10_000;

    /// <summary>Null: nothing is said.</summary>
    public static LinuxCpu? Of(double? requested, ResourceLimits? limits, bool isV2)
    {
        var cores = limits?.CpuCores ?? requested;
        var quota = QuotaOf(cores, limits);
        var cpu = new LinuxCpu
        {
            Period = limits?.CpuPeriod ?? (quota is null ? null : DefaultPeriod),
            Quota = quota,
            Burst = limits?.CpuBurst,
            Shares = SharesOf(cores, limits, isV2),
            Cpus = limits?.CpuSet,
            Mems = limits?.MemoryNodes,
            Idle = limits?.CpuIdle is { } idle ? (idle ? 1 : 0) : null,
        };
        return cpu == new LinuxCpu() ? null : cpu;
    }

    /// <summary>Only what an update is about.</summary>
    public static LinuxCpu? Only(LinuxCpu? planned, ResourceLimits update)
    {
        var cores = update.CpuCores is not null;
        var bandwidth = cores || update.CpuQuota is not null || update.CpuPeriod is not null;

        // Whatever was idle has lost its weight.
        var weight = cores || update.CpuShares is not null || update.CpuWeight is not null || update.CpuIdle is not null;
        var cpu = new LinuxCpu
        {
            Period = bandwidth ? planned?.Period : null,
            Quota = bandwidth ? planned?.Quota : null,
            Burst = update.CpuBurst,
            Shares = weight ? planned?.Shares : null,
            Cpus = update.CpuSet,
            Mems = update.MemoryNodes,
            Idle = update.CpuIdle is null ? null : planned?.Idle,
        };
        return cpu == new LinuxCpu() ? null : cpu;
    }

    /// <summary>Shares of version 1 for a weight of version 2: the inverse of the runtime-spec's conversion, rounded so that there and back is the same.</summary>
    public static ulong SharesOf(ulong weight) => MinShares + (((weight - 1) * (MaxShares - MinShares)) + MaxWeight - 2) / (MaxWeight - 1);

    private static long? QuotaOf(double? cores, ResourceLimits? limits) => limits?.CpuQuota
        ?? (cores is null ? null : cores == NoLimit ? NoLimit : Math.Max(MinQuota, (long)Math.Round(cores.Value * (limits?.CpuPeriod ?? DefaultPeriod))));

    private static ulong? SharesOf(double? cores, ResourceLimits? limits, bool isV2) => limits switch
    {
        // The kernel lets nobody set the weight of what is idle.
        { CpuIdle: true } => null,
        { CpuShares: { } shares } => shares,

        // Runtimes convert shares to weights by different curves; on version 2 the weight itself is written.
        { CpuWeight: { } weight } => isV2 ? null : SharesOf(weight),
        _ => cores is null ? null : cores == NoLimit ? SharesPerCore : Math.Clamp((ulong)Math.Round(cores.Value * SharesPerCore), MinShares, MaxShares),
    };
}
