namespace Youki.Runtime.Security;

/// <summary>The capabilities of root in a container. Source: moby, daemon/pkg/oci/caps/defaults.go.</summary>
internal static class DefaultCapabilities
{
    /// <summary>Where no device rules are enforced, it would let a container read the host's disks.</summary>
    public const string MakeNodes = "CAP_MKNOD";

    public static IReadOnlyList<string> Names { get; } =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", MakeNodes, "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE",
    ];
}
