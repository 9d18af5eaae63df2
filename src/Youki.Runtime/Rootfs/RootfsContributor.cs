using Youki.Runtime.Specs;

namespace Youki.Runtime.Rootfs;

/// <summary>Whether the root file system is read-only. The runtime makes mount points in it before it becomes so.</summary>
internal sealed class RootfsContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) => inputs.Config.ReadOnlyRootfs is { } readOnly ? new() { Root = new Root { Readonly = readOnly } } : null;
}
