using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>What a configuration's requests and limits mean for the cgroup.</summary>
internal static class ResourcePlan
{
    private const long NoLimit = -1;

    /// <summary>Microseconds, the kernel's own default.</summary>
    private const ulong Period = 100_000;

    /// <summary>The kernel's least quota, in microseconds. Source: tg_set_cfs_bandwidth, kernel/sched/core.c.</summary>
    private const long MinQuota = 1_000;

    private const ulong SharesPerCore = 1_024;
    private const ulong MinShares = 2;
    private const ulong MaxShares = 262_144;
    private const long BytesPerMebibyte = 1_048_576;

    /// <summary>The resources of a configuration; -1 where it says that there is no limit. Null: it says nothing.</summary>
    public static LinuxResources? Of(ContainerConfig config)
    {
        var (requests, limits) = (config.ResourceRequests, config.Limits);
        var resources = new LinuxResources
        {
            Cpu = CpuOf(limits?.CpuCores ?? requests?.CpuCores, limits),
            Memory = MemoryOf(limits?.MemoryBytes ?? requests?.MemoryMb * BytesPerMebibyte, limits),
            Pids = limits?.PidsLimit is { } pids ? new LinuxPids { Limit = pids } : null,
            BlockIo = limits?.DeviceIo is { Count: > 0 } devices ? DeviceLimits.Of(devices) : null,
        };
        return resources == new LinuxResources() ? null : resources;
    }

    /// <summary>Only those that an update is about.</summary>
    public static LinuxResources Only(LinuxResources resources, ResourceLimits update)
    {
        var (cores, memory) = (update.CpuCores is not null, update.MemoryBytes is not null || update.MemorySwapBytes is not null);
        var cpu = new LinuxCpu
        {
            Period = cores ? resources.Cpu?.Period : null,
            Quota = cores ? resources.Cpu?.Quota : null,
            Shares = cores || update.CpuShares is not null ? resources.Cpu?.Shares : null,
            Cpus = update.CpuSet,
        };
        var bounds = new LinuxMemory
        {
            Limit = memory ? resources.Memory?.Limit : null,
            Swap = memory ? resources.Memory?.Swap : null,
            Reservation = update.MemoryReservationBytes,
        };
        return new LinuxResources
        {
            Cpu = cpu == new LinuxCpu() ? null : cpu,
            Memory = bounds == new LinuxMemory() ? null : bounds,
            Pids = update.PidsLimit is null ? null : resources.Pids,
            BlockIo = update.DeviceIo is { Count: > 0 } devices ? DeviceLimits.Of(devices) : null,
        };
    }

    private static LinuxCpu? CpuOf(double? cores, ResourceLimits? limits)
    {
        var cpu = new LinuxCpu
        {
            Period = cores is null ? null : Period,
            Quota = cores is null ? null : cores == NoLimit ? NoLimit : Math.Max(MinQuota, (long)Math.Round(cores.Value * Period)),
            Shares = limits?.CpuShares ?? (cores is null ? null : cores == NoLimit ? SharesPerCore : Math.Clamp((ulong)Math.Round(cores.Value * SharesPerCore), MinShares, MaxShares)),
            Cpus = limits?.CpuSet,
        };
        return cpu == new LinuxCpu() ? null : cpu;
    }

    /// <summary>Without another word, memory and swap together are bound to the same number, which leaves no swap.</summary>
    private static LinuxMemory? MemoryOf(long? limit, ResourceLimits? limits)
    {
        var memory = new LinuxMemory { Limit = limit, Swap = limits?.MemorySwapBytes ?? limit, Reservation = limits?.MemoryReservationBytes };
        return memory == new LinuxMemory() ? null : memory;
    }
}
