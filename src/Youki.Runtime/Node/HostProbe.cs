using System.Collections.Frozen;
using System.Globalization;
using Youki.Runtime.Cli;

namespace Youki.Runtime.Node;

/// <summary>What this process may give to containers. Source: proc(5), /proc/self/status and /proc/self/limits.</summary>
internal sealed class HostProbe
{
    private static readonly string[] CapabilityNames =
    [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP",
        "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER",
        "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE",
        "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP",
        "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF",
        "CAP_CHECKPOINT_RESTORE",
    ];

    private readonly Lazy<(FrozenSet<string> Capabilities, ulong OpenFiles)> _limits = new(() => (
        ParseCapabilities(File.ReadLines("/proc/self/status")),
        ParseOpenFiles(File.ReadLines("/proc/self/limits"))));

    public HostFacts FactsFor(RuntimeIdentity runtime) => new()
    {
        Runtime = runtime,
        Capabilities = _limits.Value.Capabilities,
        OpenFilesHardLimit = _limits.Value.OpenFiles,
        EnforcesDeviceRules = RuntimeDialect.Of(runtime.Flavor).EnforcesDeviceRules(runtime.CgroupMode),
        HasTimeNamespace = File.Exists("/proc/self/ns/time") && RuntimeDialect.IsSince(runtime.Version, RuntimeDialect.Of(runtime.Flavor).TimeNamespaces),
        AppliesDomainname = RuntimeDialect.IsSince(runtime.Version, RuntimeDialect.Of(runtime.Flavor).Domainname),
        HasCgroupNamespace = File.Exists("/proc/self/ns/cgroup"),
    };

    internal static FrozenSet<string> ParseCapabilities(IEnumerable<string> status)
    {
        const string Bounding = "CapBnd:";
        var line = status.First(line => line.StartsWith(Bounding, StringComparison.Ordinal));
        var bits = ulong.Parse(line.AsSpan(Bounding.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return CapabilityNames.Where((_, number) => (bits & (1UL << number)) != 0).ToFrozenSet(StringComparer.Ordinal);
    }

    internal static ulong ParseOpenFiles(IEnumerable<string> limits)
    {
        const string OpenFiles = "Max open files";
        var line = limits.First(line => line.StartsWith(OpenFiles, StringComparison.Ordinal));
        var hard = line[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return hard == "unlimited" ? ulong.MaxValue : ulong.Parse(hard, CultureInfo.InvariantCulture);
    }
}
