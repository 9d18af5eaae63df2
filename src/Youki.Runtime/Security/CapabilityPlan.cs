using Youki.Runtime.Specs;

namespace Youki.Runtime.Security;

/// <summary>Which capabilities a container has, of what is given by default, what was asked for, and what the host process has.</summary>
internal static class CapabilityPlan
{
    /// <summary>The sets of a container's process.</summary>
    /// <remarks>
    /// Nothing is inheritable or ambient unless it is asked for: inheritable capabilities would let a user in the container gain them from files (CVE-2022-24769, moby).
    /// A user other than root has none effective or permitted, as execve(2) would leave it; the bounding set stays. Source: moby, daemon/pkg/oci/oci.go.
    /// </remarks>
    public static LinuxCapabilities Sets(ContainerConfig config, HostFacts host, bool root)
    {
        var granted = Granted(config, host);
        var ambient = AmbientOf(config, granted);
        var held = root ? granted : ambient;
        return new LinuxCapabilities
        {
            Bounding = granted,
            Effective = held,
            Permitted = held,
            Inheritable = ambient.Count > 0 ? ambient : null,
            Ambient = ambient.Count > 0 ? ambient : null,
        };
    }

    /// <summary>What is asked for by name and cannot be given; what <c>ALL</c> stands for and defaults are clamped instead.</summary>
    public static IReadOnlyList<string> Missing(ContainerConfig config, HostFacts host)
    {
        var added = CapabilityName.ReadAll(config.Security?.Capabilities?.Add).Where(name => name != CapabilityName.All);
        return [.. added.Where(name => !host.Capabilities.Contains(name))];
    }

    /// <summary>What is to be ambient by name and the container does not have.</summary>
    public static IReadOnlyList<string> NotHeld(ContainerConfig config, HostFacts host)
    {
        var granted = Granted(config, host);
        return [.. CapabilityName.ReadAll(config.Security?.Capabilities?.Ambient).Where(name => name != CapabilityName.All && !granted.Contains(name))];
    }

    private static List<string> Granted(ContainerConfig config, HostFacts host)
    {
        var added = CapabilityName.ReadAll(config.Security?.Capabilities?.Add);
        var dropped = CapabilityName.ReadAll(config.Security?.Capabilities?.Drop);
        var given = dropped.Contains(CapabilityName.All) ? []
            : added.Contains(CapabilityName.All) || config.Privileged == true ? CapabilityName.Known
            : DefaultCapabilities.Names.Where(name => name != DefaultCapabilities.MakeNodes || host.EnforcesDeviceRules);
        return [.. given.Concat(added).Where(host.Capabilities.Contains).Except(dropped)];
    }

    private static List<string> AmbientOf(ContainerConfig config, List<string> granted)
    {
        var asked = CapabilityName.ReadAll(config.Security?.Capabilities?.Ambient);
        return asked.Contains(CapabilityName.All) ? granted : [.. asked.Where(granted.Contains)];
    }
}
