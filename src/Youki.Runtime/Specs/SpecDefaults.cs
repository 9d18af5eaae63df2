namespace Youki.Runtime.Specs;

/// <summary>What every container starts from: what Docker gives its containers. Source: moby, daemon/pkg/oci/defaults.go.</summary>
internal static class SpecDefaults
{
    public static IReadOnlyList<string> NamespaceTypes { get; } = ["pid", "network", "ipc", "uts", "mount", "cgroup"];

    /// <summary>A parent stands before its children: runtimes mount in this order.</summary>
    public static IReadOnlyList<Mount> Mounts { get; } =
    [
        Of("/proc", "proc", "proc", "nosuid", "noexec", "nodev"),
        Of("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        Of("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        Of("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
        Of("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
        Of("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
        Of("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"),
    ];

    /// <summary>No device but those that the runtime-spec wants in every container. Source: config-linux.md, "Default Devices".</summary>
    public static IReadOnlyList<LinuxDeviceRule> DeviceRules { get; } =
    [
        new() { Allow = false, Access = "rwm" },
        Allow(1, 3), // null
        Allow(1, 5), // zero
        Allow(1, 7), // full
        Allow(1, 8), // random
        Allow(1, 9), // urandom
        Allow(5, 0), // tty
        Allow(5, 1), // console
        Allow(5, 2), // ptmx
        Allow(136, null), // pts
    ];

    private static Mount Of(string destination, string type, string source, params string[] options) =>
        new() { Destination = destination, Type = type, Source = source, Options = options };

    private static LinuxDeviceRule Allow(long major, long? minor) => new() { Allow = true, Type = "c", Major = major, Minor = minor, Access = "rwm" };
}
