namespace Youki.Runtime.Specs;

/// <summary>What youki takes without a word and does not apply. Read from the source of youki 0.7.0.</summary>
internal static class YoukiSpecRules
{
    private const string Ignored = "{runtime} accepts it and does not apply it. Use runc or crun, or leave it out.";
    private const string IgnoredOnV2 = 
        "{runtime} does not apply it on cgroup v2. Leave it out, or say it with linux.resources.unified where the kernel has such a file.";
    private const string IgnoredBySystemd = "{runtime} does not pass it on to systemd. Use the cgroupfs driver, or leave it out.";

    /// <summary>Files of a cgroup v2 that youki can say in systemd's words.</summary>
    private static readonly HashSet<string> SystemdFiles =
        ["cpu.weight", "cpu.max", "cpuset.cpus", "cpuset.mems", "memory.min", "memory.low", "memory.high", "memory.max", "pids.max"];

    public static IReadOnlyList<SpecRule> All { get; } =
    [
        new("process.selinuxLabel", (spec, _) => spec.Process?.SelinuxLabel is { Length: > 0 }, Ignored),
        new("process.consoleSize", (spec, _) => spec.Process?.ConsoleSize is not null,
            "{runtime} ignores it. Set the size on the terminal once it is attached, or use runc or crun."),
        new("linux.mountLabel", (spec, _) => spec.Linux?.MountLabel is { Length: > 0 }, Ignored),
        new("mounts[].uidMappings", (spec, _) => spec.Mounts is { } mounts && mounts.Any(IsIdMapped),
            "{runtime} has no idmapped mounts. Use runc 1.2 or crun, or change the owner of the files."),
        new("linux.namespaces[user]", (spec, _) => spec.Linux?.Namespaces is { } namespaces && namespaces.Any(item => item.Type == "user") && namespaces.Any(item => item.Path is not null),
            "{runtime} enters the user namespace first, and may then join no other one. Use runc, or no user namespace."),
        new("linux.uidMappings", (spec, _) => Environment.IsPrivilegedProcess && (spec.Linux?.UidMappings?.Count > 1 || spec.Linux?.GidMappings?.Count > 1),
            "{runtime} has newuidmap map several ranges, which allows root none but those of /etc/subuid. Give one range of users and one of groups, or use runc or crun."),
        new("linux.resources.memory.kernel", (spec, host) => OnV2(host) && spec.Linux?.Resources?.Memory?.Kernel is not null, IgnoredOnV2),
        new("linux.resources.memory.kernelTCP", (spec, host) => OnV2(host) && spec.Linux?.Resources?.Memory?.KernelTcp is not null, IgnoredOnV2),
        new("linux.resources.memory.swappiness", (spec, host) => OnV2(host) && spec.Linux?.Resources?.Memory?.Swappiness is not null, IgnoredOnV2),
        new("linux.resources.memory.disableOOMKiller", (spec, host) => OnV2(host) && spec.Linux?.Resources?.Memory?.DisableOomKiller is true, IgnoredOnV2),
        new("linux.resources.memory.checkBeforeUpdate", (spec, host) => OnV2(host) && spec.Linux?.Resources?.Memory?.CheckBeforeUpdate is true, IgnoredOnV2),
        new("linux.resources.network", (spec, host) => OnV2(host) && spec.Linux?.Resources?.Network is not null, IgnoredOnV2),
        new("linux.resources.unified", (spec, host) => !OnV2(host) && spec.Linux?.Resources?.Unified is { Count: > 0 },
            "Only cgroup v2 has such files, and this host's cgroups are v1 or hybrid. Use the members of linux.resources."),
        new("linux.resources.unified", (spec, host) => host.Runtime.SystemdCgroup && HasFileThatSystemdLacks(spec), IgnoredBySystemd),
        new("linux.resources.hugepageLimits", (spec, host) => host.Runtime.SystemdCgroup && spec.Linux?.Resources?.HugepageLimits is { Count: > 0 },
            IgnoredBySystemd),
    ];

    private static bool OnV2(HostFacts host) => host.Runtime.CgroupMode == "v2";

    private static bool HasFileThatSystemdLacks(RuntimeSpec spec) => spec.Linux?.Resources?.Unified?.Keys.Any(key => !SystemdFiles.Contains(key)) ?? false;

    private static bool IsIdMapped(Mount mount) =>
        mount is { UidMappings: not null } or { GidMappings: not null } || (mount.Options?.Any(option => option is "idmap" or "ridmap") ?? false);
}
