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
            CgroupsPath = CgroupsPathOf(inputs),

            // Ordinary users can neither set rules nor make nodes.
            Resources = inputs.Host.Rootless ? null : new LinuxResources { Devices = SpecDefaults.DeviceRules },
        },
    };

    /// <summary>Where none can be made, youki goes on without the named one; runc only where none is named. Source: libcontainer of both.</summary>
    private static string? CgroupsPathOf(SpecInputs inputs) =>
        inputs.Host.Runtime.SystemdCgroup ? SystemdScope.SpecPath(inputs.CgroupPath, inputs.ContainerId)
        : inputs.Host is { NoCgroups: not null, Runtime.Flavor: not "youki" } ? null
        : inputs.CgroupPath;

    /// <summary>As docker: a privileged container may write to the kernel's files, unless nothing of its root may be written. Source: moby, daemon/oci_linux.go.</summary>
    private static IReadOnlyList<Mount> MountsOf(ContainerConfig config) => config is { Privileged: true, ReadOnlyRootfs: not true }
        ? [.. SpecDefaults.Mounts.Select(mount => mount.Type is "sysfs" or "cgroup" ? mount with { Options = [.. mount.Options!.Where(option => option != "ro")] } : mount)]
        : SpecDefaults.Mounts;
}
