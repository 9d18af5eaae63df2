namespace Youki.Runtime.Specs;

/// <summary>The frame of every container: its root, namespaces, mounts, cgroup and device rules.</summary>
internal sealed class DefaultsContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Defaults;

    public RuntimeSpec? Contribute(SpecInputs inputs) => new()
    {
        Root = new Root { Path = inputs.RootfsPath },
        Mounts = MountsOf(inputs.Config),
        Linux = new LinuxSpec
        {
            Namespaces = [.. SpecDefaults.NamespaceTypes.Where(type => !NamespaceModes.IsHost(inputs, type)).Select(type => new LinuxNamespace { Type = type })],

            // Otherwise always absolute: youki mixes up two cgroup managers where the path is relative or left out.
            CgroupsPath = inputs.Host.Runtime.SystemdCgroup ? SystemdScope.SpecPath(inputs.CgroupPath, inputs.ContainerId) : inputs.CgroupPath,
            Resources = new LinuxResources { Devices = SpecDefaults.DeviceRules },
        },
    };

    /// <summary>As docker: a privileged container may write to the kernel's files, unless nothing of its root may be written. Source: moby, daemon/oci_linux.go.</summary>
    private static IReadOnlyList<Mount> MountsOf(ContainerConfig config) => config is { Privileged: true, ReadOnlyRootfs: not true }
        ? [.. SpecDefaults.Mounts.Select(mount => mount.Type is "sysfs" or "cgroup" ? mount with { Options = [.. mount.Options!.Where(option => option != "ro")] } : mount)]
        : SpecDefaults.Mounts;
}
