using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>Processor and memory limits of the cgroup.</summary>
internal sealed class ResourcesContributor : ISpecContributor
{
    /// <summary>Microseconds, the kernel's own default.</summary>
    private const ulong Period = 100_000;

    /// <summary>The kernel's least quota, in microseconds. Source: tg_set_cfs_bandwidth, kernel/sched/core.c.</summary>
    private const long MinQuota = 1_000;

    private const ulong SharesPerCore = 1_024;
    private const ulong MinShares = 2;
    private const ulong MaxShares = 262_144;
    private const long BytesPerMebibyte = 1_048_576;

    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) => inputs.Config.ResourceRequests is { } requests and ({ CpuCores: not null } or { MemoryMb: not null })
        ? new() { Linux = new LinuxSpec { Resources = new LinuxResources { Cpu = CpuOf(requests.CpuCores), Memory = MemoryOf(requests.MemoryMb) } } }
        : null;

    private static LinuxCpu? CpuOf(double? cores) => cores is { } count
        ? new LinuxCpu
        {
            Period = Period,
            Quota = Math.Max(MinQuota, (long)Math.Round(count * Period)),
            Shares = Math.Clamp((ulong)Math.Round(count * SharesPerCore), MinShares, MaxShares),
        }
        : null;

    /// <summary>Memory and swap together are bound to the same number, which leaves no swap.</summary>
    private static LinuxMemory? MemoryOf(long? mebibytes) => mebibytes * BytesPerMebibyte is { } bytes ? new LinuxMemory { Limit = bytes, Swap = bytes } : null;
}
