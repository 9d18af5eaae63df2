namespace Youki.Runtime.Specs;

/// <summary>What is refused whatever the runtime is.</summary>
internal static class SpecRules
{
    /// <summary>Runtimes take the name with and without its prefix, in any case.</summary>
    private static readonly string[] MakeNodes = ["CAP_MKNOD", "MKNOD"];

    private static readonly string[] OwnedByHost = ["network", "pid", "ipc"];

    private const string Ignored = "{runtime} accepts it and does not apply it. Use youki or a later version, or leave it out.";

    private static readonly string[] OtherPlatforms = ["freebsd", "solaris", "vm", "windows", "zos"];

    public static IReadOnlyList<SpecRule> All { get; } =
    [
        // runc 1.1 would take any (measured), youki refuses what is not 1.x.
        new("ociVersion", (spec, _) => spec.OciVersion?.StartsWith("1.", StringComparison.Ordinal) == false, "{runtime} follows versions 1.x of the runtime-spec. Leave it out."),
        new("process.cwd", (spec, _) => spec.Process?.Cwd is { } cwd && (!ContainerPath.IsAbsolute(cwd) || cwd.Contains('\0')),
            "A working directory is absolute and holds no NUL."),
        new("process.cwd", (spec, _) => spec.Process?.Cwd is { } cwd && ContainerPath.IsAbsolute(cwd) && ContainerPath.IsInProc(cwd),
            "A working directory in /proc could lead out of the container through a leaked descriptor (CVE-2024-21626). Give another one."),
        new("mounts[].destination", (spec, _) => Any(spec.Mounts, mount => mount.Destination is null || !ContainerPath.IsAbsolute(mount.Destination)),
            "{runtime} would resolve a relative destination by a rule of its own. Give an absolute one."),
        new("mounts[].destination", (spec, _) => Any(spec.Mounts, mount => mount.Destination is { } path && HasDots(path)),
            "A destination with '..' may end elsewhere than it says. Give the path that is meant."),
        new("linux.cgroupsPath", (spec, host) => spec.Linux?.CgroupsPath is { } path && !IsCgroupPath(path, host),
            "{runtime} and this library would look for the cgroup in different places. Give an absolute path without '..'."),
        new("linux.resources.unified", (spec, _) => spec.Linux?.Resources?.Unified?.Keys.Any(IsNoFileName) ?? false,
            "A key is the name of a file of the cgroup, such as memory.high, and no path: it could write to another cgroup."),
        new("linux.sysctl", (spec, _) => spec.Linux?.Sysctl?.Keys.Any(key => !SysctlScope.IsNamespaced(key, spec.Linux.Namespaces)) ?? false,
            "Only parameters of a namespace that the container has of its own may be set (net.* of the network, kernel.msg*, kernel.shm*, kernel.sem and "
            + "fs.mqueue.* of the ipc namespace); any other would change the host. Leave it out, or set it on the host."),
        new("linux.namespaces[mount]", (spec, _) => Any(spec.Linux?.Namespaces, item => item.Type == "mount" && item.Path is not null),
            "{runtime} makes the container's root the root of the mount namespace that it is given, for all who are in it. Leave it at one of the container's own."),
        new("linux.namespaces[user]", (spec, host) => !host.Rootless && HasUserNamespace(spec) && OwnedByHost.Any(type => !HasOwn(spec, type)),
            "The kernel lets a user namespace mount /proc, /sys and /dev/mqueue only of namespaces that belong to it. Give the container a network, pid and ipc namespace of its own, or no user namespace."),
        new("linux.namespaces[time]", (spec, host) => Any(spec.Linux?.Namespaces, item => item.Type == "time") && !host.HasTimeNamespace,
            "The kernel, or {runtime}, has no time namespaces. Use another runtime, or a later version of it."),
        new("linux.resources.devices", (spec, host) => !host.EnforcesDeviceRules && HasRuleOfItsOwn(spec) && !AllowsAllDevices(spec),
            "{runtime} does not enforce device rules on this host. Use runc or crun, or leave the rules at their defaults."),
        new("linux.resources.devices", (spec, _) => Any(spec.Linux?.Resources?.Devices, IsNoDeviceRule),
            "A device rule is about a (all), b (block) or c (character devices), and about r (read), w (write) and m (mknod)."),
        new("process.capabilities", (spec, host) => !host.EnforcesDeviceRules && !AllowsAllDevices(spec) && spec.Process?.Capabilities is { } sets && HasMakeNodes(sets),
            "CAP_MKNOD would let the container read the host's disks, as {runtime} enforces no device rules on this host. Leave it out, or use runc or crun."),
        .. UserSpecRules.All,
        new("process.apparmorProfile", (spec, host) => spec.Process?.ApparmorProfile is { Length: > 0 } and not "unconfined" && !host.HasAppArmor,
            "This host's kernel has no AppArmor enabled, so no profile would be applied. Leave it out."),
        new("process.scheduler", (spec, host) => spec.Process?.Scheduler is not null && host.IgnoredMembers.Contains("process.scheduler"), Ignored),
        new("process.ioPriority", (spec, host) => spec.Process?.IoPriority is not null && host.IgnoredMembers.Contains("process.ioPriority"), Ignored),
        new("process.execCPUAffinity", (spec, host) => spec.Process?.ExecCpuAffinity is not null && host.IgnoredMembers.Contains("process.execCPUAffinity"), Ignored),
        new("linux.personality", (spec, host) => spec.Linux?.Personality is not null && host.IgnoredMembers.Contains("linux.personality"), Ignored),
        new("linux.personality.flags", (spec, _) => spec.Linux?.Personality?.Flags is { Count: > 0 }, "The runtime-spec defines none yet, and {runtime} applies none. Leave them out."),
        new("(platform)", (spec, _) => spec.UnknownMembers?.Keys.Any(OtherPlatforms.Contains) ?? false,
            "The sections vm, windows, solaris, zos and freebsd do nothing for a Linux container. Leave them out."),
    ];

    private static bool HasRuleOfItsOwn(RuntimeSpec spec) => Any(spec.Linux?.Resources?.Devices, rule => !SpecDefaults.DeviceRules.Contains(rule));

    private static bool IsNoDeviceRule(LinuxDeviceRule rule) =>
        rule.Type is not (null or "" or "a" or "b" or "c" or "u") || (rule.Access?.Any(letter => !"rwm".Contains(letter)) ?? false);

    private static bool AllowsAllDevices(RuntimeSpec spec) =>
        spec.Linux?.Resources?.Devices is { Count: > 0 } rules && rules[^1] is { Allow: true, Type: null or "a", Major: null or -1, Minor: null or -1, Access: "rwm" };

    private static bool Any<T>(IReadOnlyList<T>? items, Func<T, bool> condition) => items is not null && items.Any(condition);

    private static bool HasUserNamespace(RuntimeSpec spec) => Any(spec.Linux?.Namespaces, item => item.Type == "user");

    private static bool HasOwn(RuntimeSpec spec, string type) => Any(spec.Linux?.Namespaces, item => item.Type == type && item.Path is null);

    private static bool HasDots(string path) => path.Split('/').Contains("..");

    private static bool IsCgroupPath(string path, HostFacts host) => !HasDots(path) && (host.Runtime.SystemdCgroup || ContainerPath.IsAbsolute(path));

    private static bool IsNoFileName(string key) => key.Length == 0 || key.Contains('/') || key.Contains('\0') || key.Contains("..", StringComparison.Ordinal);

    private static bool HasMakeNodes(LinuxCapabilities sets) =>
        new[] { sets.Bounding, sets.Effective, sets.Permitted, sets.Inheritable, sets.Ambient }
            .Any(set => set?.Any(name => MakeNodes.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? false);
}
