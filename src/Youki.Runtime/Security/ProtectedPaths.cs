namespace Youki.Runtime.Security;

/// <summary>Files of the kernel that tell of the host or change it. Source: moby, daemon/pkg/oci/defaults.go.</summary>
internal static class ProtectedPaths
{
    /// <summary>Cannot be read. <c>/proc/interrupts</c> and <c>powercap</c> are side channels (GHSA-6fw5-f8r9-fgfm, CVE-2020-8694).</summary>
    public static IReadOnlyList<string> Masked { get; } =
    [
        "/proc/asound", "/proc/acpi", "/proc/interrupts", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats",
        "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    /// <summary>Cannot be written.</summary>
    public static IReadOnlyList<string> Readonly { get; } = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    /// <summary>
    /// The hierarchies of cgroup version 1, those of a host that has them: youki 0.7.0 mounts them writable whatever the mount's options say (measured), and
    /// a container's root could lift its own limits. What is mounted read-only must be each hierarchy itself: it is no use for the directory above alone, which
    /// comes first, as it brings what lies below with it.
    /// </summary>
    public static IReadOnlyList<string> LegacyCgroups { get; } =
    [
        "/sys/fs/cgroup",
        .. new[]
        {
            "blkio", "cpu", "cpu,cpuacct", "cpuacct", "cpuset", "devices", "freezer", "hugetlb", "memory", "misc", "net_cls", "net_cls,net_prio", "net_prio",
            "perf_event", "pids", "rdma",
        }.Select(name => $"/sys/fs/cgroup/{name}"),
    ];

    /// <summary>
    /// The hierarchies without controllers beside those: youki 0.7.0 leaves the container outside of a cgroup namespace of its own there (measured), so it would see the
    /// names of all other cgroups of the host, and with them those of containers and services.
    /// </summary>
    public static IReadOnlyList<string> NamedCgroups { get; } = ["/sys/fs/cgroup/elogind", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified"];
}
