namespace Youki.Runtime.Security;

/// <summary>Refuses by name what was asked for and this host or runtime cannot give, before anything is made.</summary>
internal static class SecurityAbilities
{
    private const string Member = $"{nameof(ContainerConfig)}.{nameof(ContainerConfig.Security)}";

    /// <exception cref="FeatureNotSupportedException">Something cannot be had.</exception>
    /// <exception cref="HostResourceException">The AppArmor profile is not loaded.</exception>
    public static void Require(ContainerConfig config, HostFacts host, ContainerId id)
    {
        if (CapabilityPlan.Missing(config, host) is { Count: > 0 } missing)
        {
            throw Refused("Capabilities.Add", id, $"this process has not itself: {string.Join(", ", missing)}. Leave it out, or run this process with it.");
        }

        if (CapabilityPlan.NotHeld(config, host) is { Count: > 0 } notHeld)
        {
            throw Refused("Capabilities.Ambient", id, $"the container does not have {string.Join(", ", notHeld)}. Add it to Capabilities.Add.");
        }

        if (SelinuxLabels.AreAskedFor(config) && host.IgnoredMembers.Contains("process.selinuxLabel"))
        {
            throw Refused("Selinux", id, $"{host.Runtime.Flavor} {host.Runtime.Version} accepts labels and does not apply them. Use runc or crun, or leave it out.");
        }

        if (SelinuxLabels.AreAskedFor(config) && !host.HasSelinux)
        {
            throw Refused("Selinux", id, "this host's kernel has no SELinux enabled, so labels would not be applied. Leave it out.");
        }

        AppArmorChoice.Require(config, host, id);
    }

    private static FeatureNotSupportedException Refused(string member, ContainerId id, string reason) => new($"{Member}.{member}", reason) { ContainerId = id };
}
