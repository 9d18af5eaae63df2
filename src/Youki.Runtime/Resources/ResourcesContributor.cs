using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>Limits of the cgroup.</summary>
internal sealed class ResourcesContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) =>
        ResourcePlan.Of(inputs.Config) is { } resources ? new() { Linux = new LinuxSpec { Resources = WithoutNoLimits(resources) } } : null;

    /// <summary>A new cgroup has no limits: not every runtime takes -1 for each of them.</summary>
    private static LinuxResources WithoutNoLimits(LinuxResources resources) => resources with
    {
        Cpu = resources.Cpu is { Quota: < 0 } cpu ? cpu with { Quota = null, Period = null } : resources.Cpu,
        Memory = resources.Memory is { } memory ? WithoutNoLimits(memory) : null,
        Pids = resources.Pids is { Limit: < 0 } ? null : resources.Pids,
        BlockIo = DeviceLimits.WithoutZeros(resources.BlockIo),
    };

    private static LinuxMemory WithoutNoLimits(LinuxMemory memory) => memory with
    {
        Limit = memory.Limit < 0 ? null : memory.Limit,
        Swap = memory.Limit < 0 ? null : memory.Swap,
        Reservation = memory.Reservation < 0 ? null : memory.Reservation,
    };
}
