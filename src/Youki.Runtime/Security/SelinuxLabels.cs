namespace Youki.Runtime.Security;

/// <summary>The SELinux labels of a container. Source: container-selinux, container.te and lxc_contexts.</summary>
internal static class SelinuxLabels
{
    private const string User = "system_u";
    private const string Level = "s0";

    /// <summary>Whether labels are asked for.</summary>
    public static bool AreAskedFor(ContainerConfig config) => config.Security?.Selinux is { Disable: not true };

    /// <summary>That of its processes. Null: none is asked for.</summary>
    public static string? ProcessLabel(ContainerConfig config) => AreAskedFor(config) && config.Security?.Selinux is { } label
        ? $"{label.User ?? User}:{label.Role ?? "system_r"}:{label.Type ?? "container_t"}:{label.Level ?? Level}"
        : null;

    /// <summary>That of its files. Null: none is asked for.</summary>
    public static string? MountLabel(ContainerConfig config) => AreAskedFor(config) && config.Security?.Selinux is { } label
        ? $"{label.User ?? User}:object_r:{label.FileType ?? "container_file_t"}:{label.Level ?? Level}"
        : null;
}
