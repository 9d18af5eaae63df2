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
}
