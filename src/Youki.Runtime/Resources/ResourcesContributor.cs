using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>Limits of the cgroup.</summary>
internal sealed class ResourcesContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) =>
        ResourcePlan.Of(inputs.Config, inputs.Host.Runtime.CgroupMode == "v2") is { } resources ? new() { Linux = new LinuxSpec { Resources = NoLimits.LeaveOut(resources) } } : null;
}
