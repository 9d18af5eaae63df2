namespace Youki.Runtime.Specs;

/// <summary>The frame of every container: its root, namespaces, mounts, cgroup and device rules.</summary>
internal sealed class DefaultsContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Defaults;

    public RuntimeSpec? Contribute(SpecInputs inputs) => new()
    {
        Root = new Root { Path = inputs.RootfsPath },
        Mounts = SpecDefaults.Mounts,
        Linux = new LinuxSpec
        {
            Namespaces = [.. SpecDefaults.NamespaceTypes.Where(type => !NamespaceModes.IsHost(inputs, type)).Select(type => new LinuxNamespace { Type = type })],

            // Otherwise always absolute: youki mixes up two cgroup managers where the path is relative or left out.
            CgroupsPath = inputs.Host.Runtime.SystemdCgroup ? SystemdScope.SpecPath(inputs.CgroupPath, inputs.ContainerId) : inputs.CgroupPath,
            Resources = new LinuxResources { Devices = SpecDefaults.DeviceRules },
        },
    };
}
