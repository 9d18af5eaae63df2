using Youki.Runtime.Native;

namespace Youki.Runtime.Security;

/// <summary>Which AppArmor profile a container is to have.</summary>
internal static class AppArmorChoice
{
    public const string Unconfined = "unconfined";

    public static bool IsUnconfined(ContainerConfig config) => config.Security?.AppArmorProfile switch
    {
        null => config.Privileged == true,
        var profile => profile == Unconfined,
    };

    /// <summary>Refuses a named profile that this host does not have.</summary>
    /// <exception cref="FeatureNotSupportedException">The kernel has no AppArmor.</exception>
    /// <exception cref="HostResourceException">The profile is not loaded, or nobody can tell.</exception>
    public static void Require(ContainerConfig config, HostFacts host, ContainerId id)
    {
        if (IsUnconfined(config) || config.Security?.AppArmorProfile is not { } profile)
        {
            return;
        }

        if (!host.HasAppArmor)
        {
            throw new FeatureNotSupportedException(
                $"{nameof(ContainerConfig)}.{nameof(ContainerConfig.Security)}.{nameof(SecurityConfig.AppArmorProfile)}",
                $"this host's kernel has no AppArmor enabled, so '{profile}' would not be applied. Leave it out, or boot with lsm=...,apparmor.") { ContainerId = id };
        }

        var loaded = SecurityModules.LoadedProfiles() ?? throw Missing(id, $"nobody can tell whether the AppArmor profile '{profile}' is loaded: /sys/kernel/security/apparmor/profiles cannot be read. Mount securityfs there.");
        if (!loaded.Contains(profile) && profile != DefaultProfile.Name)
        {
            throw Missing(id, $"the AppArmor profile '{profile}' is not loaded on this host. Load it with apparmor_parser, or name another one; /sys/kernel/security/apparmor/profiles lists those that are.");
        }
    }

    private static HostResourceException Missing(ContainerId id, string reason) => new(AppArmorProvider.ResourceKind, $"Container {id} cannot be made: {reason}") { ContainerId = id };
}
