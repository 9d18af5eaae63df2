namespace Youki.Runtime.Specs;

/// <summary>What cannot be applied to containers of an ordinary user, because no cgroups, or not all controllers, were given to that user.</summary>
internal static class UserSpecRules
{
    private const string Reason = "It needs a cgroup of the container with the controller for it: {cgroups}";

    /// <summary>Why there is none.</summary>
    public static string Explain(HostFacts host) =>
        host.NoCgroups ?? $"this user was given {string.Join(", ", (host.CgroupControllers ?? new HashSet<string>()).Order(StringComparer.Ordinal))}. Have root enable it, such as by Delegate=yes of user@.service.";

    public static IReadOnlyList<SpecRule> All { get; } =
    [
        Needs("linux.resources.cpu", "cpu", resources => resources.Cpu is { } cpu && cpu with { Cpus = null, Mems = null } != new LinuxCpu()),
        Needs("linux.resources.cpu.cpus", "cpuset", resources => resources.Cpu is { Cpus: not null } or { Mems: not null }),
        Needs("linux.resources.memory", "memory", resources => resources.Memory is { } memory && memory != new LinuxMemory()),
        Needs("linux.resources.pids", "pids", resources => resources.Pids is not null),
        Needs("linux.resources.blockIO", "io", resources => resources.BlockIo is not null),
        Needs("linux.resources.hugepageLimits", "hugetlb", resources => resources.HugepageLimits is { Count: > 0 }),
        Needs("linux.resources.rdma", "rdma", resources => resources.Rdma is { Count: > 0 }),
        new("process.user.additionalGids", (spec, host) => host.Rootless && spec.Process?.User?.AdditionalGids is { Count: > 0 },
            "No runtime lets ordinary users give groups to containers. Leave them out, or run as root."),
        new("linux.resources.unified", (spec, host) => host.NoCgroups is not null && spec.Linux?.Resources?.Unified is { Count: > 0 }, Reason),
    ];

    private static SpecRule Needs(string member, string controller, Func<LinuxResources, bool> isAsked) => new(
        member,
        (spec, host) => spec.Linux?.Resources is { } resources && (host.NoCgroups is not null || host.CgroupControllers?.Contains(controller) == false) && isAsked(resources),
        Reason);
}
