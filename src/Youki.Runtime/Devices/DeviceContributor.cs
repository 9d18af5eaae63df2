using Youki.Runtime.Specs;

namespace Youki.Runtime.Devices;

/// <summary>
/// Says of a container's devices what the runtime is to make of them. Below <c>/dev</c>, which is the container's own, it makes nodes. Elsewhere, and in a user
/// namespace, where the kernel lets nobody make nodes, the host's node is mounted: youki and runc would do that too, but from the host's device of the
/// container's path, which is another one where it is renamed.
/// </summary>
internal sealed class DeviceContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Host;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (DeviceSet.Of(inputs) is not { } set)
        {
            return null;
        }

        var mounted = set.Nodes.Where(node => IsMounted(node, inputs)).ToList();
        Check(set, mounted, inputs);
        return new()
        {
            Mounts = [.. set.Mounts, .. mounted.Select(MountOf)],
            Hooks = set.Hooks,
            Process = new OciProcess
            {
                Env = set.Env.Count == 0 ? null : set.Env,
                User = set.AdditionalGids.Count == 0 ? null : new OciUser { AdditionalGids = set.AdditionalGids },
            },
            Linux = new LinuxSpec
            {
                Devices = [.. set.Nodes.Except(mounted).Select(node => Owned(node, inputs).ToSpec())],
                IntelRdt = set.IntelRdt,
                NetDevices = set.NetworkDevices.Count == 0 ? null : set.NetworkDevices.ToDictionary(device => device.Key, device => new LinuxNetDevice { Name = device.Value }),
                Resources = ResourcesOf(set, inputs.Host),
            },
        };
    }

    private static void Check(DeviceSet set, List<DeviceNode> mounted, SpecInputs inputs)
    {
        if (mounted.Find(node => node.IsChanged) is { } changed)
        {
            throw new FeatureNotSupportedException(
                "ContainerConfig.Devices",
                $"'{changed.Path}' is the host's own node, since it lies outside of /dev or the container has a user namespace, so it has the owner and the mode that it has on the host. Leave these out.")
            { ContainerId = inputs.ContainerId };
        }

        if (!inputs.Host.EnforcesDeviceRules && set.Nodes.FirstOrDefault(node => !node.Permissions.Contains('r') || !node.Permissions.Contains('w')) is { } bound)
        {
            throw new FeatureNotSupportedException(
                "ContainerConfig.Devices", $"Nothing on this host enforces device rules, so '{bound.Path}' cannot be had with the permissions '{bound.Permissions}'. Give all, or leave it out.")
            { ContainerId = inputs.ContainerId };
        }
    }

    // An ordinary user can set no rules, and needs none: without the capability to make nodes, it comes to those devices only that it may open anyhow.
    private static LinuxResources ResourcesOf(DeviceSet set, HostFacts host) => new()
    {
        Devices = host.EnforcesDeviceRules ? [.. set.Nodes.Select(node => node.ToRule()), .. set.Rules] : [.. set.Rules],
        Rdma = set.Rdma.Count == 0 ? null : set.Rdma.ToDictionary(),
    };

    private static bool IsMounted(DeviceNode node, SpecInputs inputs) =>
        node.HostPath is not null && (inputs.IdMappings is not null || !inputs.Host.EnforcesDeviceRules || !node.Path.StartsWith("/dev/", StringComparison.Ordinal));

    /// <summary>As CDI wants it: a node whose owner nobody named is the process's.</summary>
    private static DeviceNode Owned(DeviceNode node, SpecInputs inputs) => node with { Uid = node.Uid ?? inputs.User?.Uid, Gid = node.Gid ?? inputs.User?.Gid };

    private static Mount MountOf(DeviceNode node) => new() { Destination = node.Path, Type = "bind", Source = node.HostPath, Options = ["bind", "rprivate", "nosuid", "noexec"] };
}
