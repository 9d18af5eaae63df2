namespace Youki.Runtime;

/// <summary>The names of capabilities. Source: linux/capability.h of kernel 6.18; none was added since 5.9.</summary>
internal static class CapabilityName
{
    /// <summary>Stands for all of them.</summary>
    public const string All = "ALL";

    private const string Prefix = "CAP_";

    /// <summary>All that there are, each at the place of its number.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP",
        "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER",
        "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE",
        "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP",
        "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF",
        "CAP_CHECKPOINT_RESTORE",
    ];

    /// <summary>The name as the kernel has it, or <see cref="All"/>. Null: there is no such capability.</summary>
    public static string? Read(string? text)
    {
        if (string.Equals(text, All, StringComparison.OrdinalIgnoreCase))
        {
            return All;
        }

        var name = text is null || text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text : Prefix + text;
        return Known.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The names of a list as the kernel has them; those that are none are left out.</summary>
    public static IReadOnlyList<string> ReadAll(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(Read).OfType<string>().Distinct()];
}
