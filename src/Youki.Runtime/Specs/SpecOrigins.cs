namespace Youki.Runtime.Specs;

/// <summary>Why contributors set what they set, in words for those who know only the library's options. Of several that fit, the first counts.</summary>
internal static class SpecOrigins
{
    private const string EveryContainer = "what every container starts from";
    private const string EveryProcess = "what every process starts from";
    private const string Image = "the image {image}";
    private const string Privileged = "ContainerConfig.Privileged";

    private static readonly SpecOrigin[] All =
    [
        new("SpecComposer", "", "the oldest version of the runtime-spec that has all of this"),
        new("DefaultsContributor", "root.path", "where the container's files are mounted"),
        new("DefaultsContributor", "linux.cgroupsPath", "YoukiRuntimeOptions.CgroupParent and the container's id"),
        new("DefaultsContributor", "mounts[/sys", Privileged, config => config.Privileged == true),
        new("DefaultsContributor", "", EveryContainer),
        new("ProcessDefaultsContributor", "process.env[TERM]", "ContainerConfig.Terminal"),
        new("ProcessDefaultsContributor", "process.env[HOME]", "the home directory of ContainerConfig.User, or of the image's"),
        new("ProcessDefaultsContributor", "", EveryProcess),
        new("ImageContributor", "", Image),
        new("ImageVolumesContributor", "", "a volume of " + Image),
        new("ProcessContributor", "process.args", "ContainerConfig.Command and Args"),
        new("ProcessContributor", "process.env", "ContainerConfig.EnvVars"),
        new("ProcessContributor", "process.cwd", "ContainerConfig.WorkingDirectory"),
        new("ProcessContributor", "process.user", "ContainerConfig.User", config => config.User is not null),
        new("ProcessContributor", "process.user", "the user of " + Image + ", or root"),
        new("ProcessContributor", "process.terminal", "ContainerConfig.Terminal"),
        new("ProcessAttributesContributor", "", "ContainerConfig.Process"),
        new("InitContributor", "", "ContainerConfig.Init"),
        new("RootfsContributor", "", "ContainerConfig.ReadOnlyRootfs"),
        new("NamespacesContributor", "linux.sysctl", "ContainerConfig.Sysctls"),
        new("NamespacesContributor", "mounts[/dev/shm]", "ContainerConfig.ShmSizeBytes, or the namespace that is shared"),
        new("NamespacesContributor", "domainname", "ContainerConfig.Domainname"),
        new("NamespacesContributor", "linux.timeOffsets", "ContainerConfig.TimeOffsets"),
        new("NamespacesContributor", "", "ContainerConfig.Namespaces, or the pod's"),
        new("UserNamespaceContributor", "", "ContainerConfig.UserNamespace"),
        new("HostnameContributor", "", "ContainerConfig.Hostname", config => config.Hostname is not null),
        new("HostnameContributor", "", "the container's id: ContainerConfig.Hostname is not said"),
        new("SecurityContributor", "process.capabilities", "ContainerConfig.Security.Capabilities", config => config.Security?.Capabilities is not null),
        new("SecurityContributor", "process.noNewPrivileges", "ContainerConfig.Security.NoNewPrivileges", config => config.Security?.NoNewPrivileges is not null),
        new("SecurityContributor", "linux.maskedPaths", "ContainerConfig.Security.MaskedPaths and AdditionalMaskedPaths", config => config.Security is { MaskedPaths: not null } or { AdditionalMaskedPaths: not null }),
        new("SecurityContributor", "linux.readonlyPaths", "ContainerConfig.Security.ReadonlyPaths and AdditionalReadonlyPaths", config => config.Security is { ReadonlyPaths: not null } or { AdditionalReadonlyPaths: not null }),
        new("SecurityContributor", "process.apparmorProfile", "ContainerConfig.Security.AppArmorProfile", config => config.Security?.AppArmorProfile is not null),
        new("SecurityContributor", "process.apparmorProfile", "this library's AppArmor profile"),
        new("SecurityContributor", "process.selinuxLabel", "ContainerConfig.Security.Selinux"),
        new("SecurityContributor", "linux.mountLabel", "ContainerConfig.Security.Selinux"),
        new("SecurityContributor", "", Privileged, config => config.Privileged == true),
        new("SecurityContributor", "", "what keeps every container from the host"),
        new("SeccompContributor", "", "ContainerConfig.Security.Seccomp.Profile, for the container's capabilities, this processor and kernel", config => config.Security?.Seccomp?.Profile is not null),
        new("SeccompContributor", "", "the default profile, for the container's capabilities, this processor and kernel"),
        new("ResourcesContributor", "", "ContainerConfig.ResourceRequests and Limits"),
        new("MountsContributor", "", "ContainerConfig.Mounts and VolumesFrom"),
        new("DeviceContributor", "", "ContainerConfig.Devices, DeviceRules, CdiDevices, Gpus and Rdma"),
        new("HooksContributor", "", "ContainerConfig.Hooks"),
        new("RootlessContributor", "", "what a container of an ordinary user needs"),
        new("AnnotationsContributor", "", "ContainerConfig.Annotations"),
    ];

    /// <summary>Whether the library has words for a contributor of its own.</summary>
    public static bool Knows(string author) => All.Any(origin => origin.Author == author);

    public static string WordsOf(string author, string field, ContainerConfig config) =>
        All.FirstOrDefault(origin => origin.Author == author && field.StartsWith(origin.Field, StringComparison.Ordinal) && origin.Holds?.Invoke(config) != false) is { } found
            ? found.Words.Replace("{image}", config.Image, StringComparison.Ordinal)
            : $"{author} of the program that made it";
}
