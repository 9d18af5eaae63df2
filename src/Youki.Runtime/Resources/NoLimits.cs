using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>Leaves out what is no limit. A new cgroup has none, and not every runtime takes -1 for each of them.</summary>
internal static class NoLimits
{
    /// <summary>As a new cgroup needs it.</summary>
    public static LinuxResources LeaveOut(LinuxResources resources) => ForRuntime(resources) with
    {
        Cpu = resources.Cpu is { Quota: < 0 } cpu ? cpu with { Quota = null, Period = null } : resources.Cpu,
        Memory = resources.Memory is { } memory ? LeaveOut(memory) : null,
        Pids = resources.Pids is { Limit: < 0 } ? null : resources.Pids,
    };

    /// <summary>What a runtime can be told in an update: none knows how a limit of these kinds is taken away.</summary>
    public static LinuxResources ForRuntime(LinuxResources resources) => resources with
    {
        BlockIo = DeviceLimits.WithoutZeros(resources.BlockIo),
        HugepageLimits = resources.HugepageLimits?.Where(size => size.Limit < ulong.MaxValue).ToList() is { Count: > 0 } sizes ? sizes : null,
        Rdma = resources.Rdma?.Where(device => device.Value is not { HcaHandles: null, HcaObjects: null }).ToDictionary() is { Count: > 0 } devices ? devices : null,
    };

    private static LinuxMemory LeaveOut(LinuxMemory memory) => memory with
    {
        Limit = memory.Limit < 0 ? null : memory.Limit,
        Swap = memory.Limit < 0 ? null : memory.Swap,
        Reservation = memory.Reservation < 0 ? null : memory.Reservation,
    };
}
