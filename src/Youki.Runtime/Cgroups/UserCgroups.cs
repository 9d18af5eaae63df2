using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>
/// Which cgroups an ordinary user may make. With version 2 those below one that was given to the user, and above this process: the kernel lets nobody move a
/// process who may not write to a cgroup above both places. Source: the kernel's admin-guide/cgroup-v2, "Delegation Containment".
/// </summary>
internal static class UserCgroups
{
    private const string Top = "orchestrator";

    /// <summary>The parent of containers' cgroups where nobody names one.</summary>
    public static string DefaultParent => CurrentUser.IsRoot || Delegated is not { } delegated ? $"/{Top}" : $"{delegated.TrimEnd('/')}/{Top}";

    /// <summary>The topmost cgroup that was given to this user and holds this process in one below it; null where there is none.</summary>
    private static string? Delegated { get; } = CurrentUser.IsRoot || !File.Exists($"{CgroupTree.MountPoint}/cgroup.controllers")
        ? null
        : Find(Own(), path => FileAccessCheck.TryWrite(CgroupTree.MountPoint + path) == 0 && FileAccessCheck.TryWrite($"{CgroupTree.MountPoint}{path}/cgroup.procs") == 0);

    /// <summary>Why no cgroups can be made for containers, as a sentence with advice; null where they can.</summary>
    /// <param name="mode">How cgroups are mounted.</param>
    /// <param name="parent">The parent of containers' cgroups.</param>
    public static string? WhyNot(CgroupMode mode, string parent) =>
        CurrentUser.IsRoot ? null
        : mode != CgroupMode.V2 ? $"ordinary users have no cgroups of version 1 (this host: {Name(mode)}). Boot the host with systemd.unified_cgroup_hierarchy=1, or run as root."
        : Delegated is not { } delegated
            ? $"no cgroup above this process's own, '{Own()}', was given to user {CurrentUser.Id}. Run it by 'systemd-run --user --scope -p Delegate=yes', or have root give the user a directory of "
              + "/sys/fs/cgroup with cgroup.procs and cgroup.subtree_control, and start this process in a cgroup below it."
        : !IsWithin(parent, delegated) ? $"{nameof(YoukiRuntimeOptions.CgroupParent)} '{parent}' is not below '{delegated}', which was given to this user. Leave it at its default."
        : null;

    /// <summary>The controllers that the user's cgroups can have; null where it is not known, or root decides by itself.</summary>
    public static IReadOnlySet<string>? Controllers() =>
        Delegated is { } delegated ? File.ReadAllText($"{CgroupTree.MountPoint}{delegated}/cgroup.controllers").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet() : null;

    /// <param name="own">This process's cgroup.</param>
    /// <param name="isGiven">Whether this user may make cgroups in one and move processes in it.</param>
    internal static string? Find(string? own, Func<string, bool> isGiven)
    {
        string? found = null;

        // Its own does not count: controllers cannot be enabled for those below a cgroup that has processes.
        for (var above = Path.GetDirectoryName(own); above is not null && isGiven(above == "/" ? "" : above); above = Path.GetDirectoryName(above))
        {
            found = above;
        }

        return found;
    }

    private static bool IsWithin(string path, string directory) => directory == "/" || path.StartsWith($"{directory}/", StringComparison.Ordinal);

    private static string Name(CgroupMode mode) => mode == CgroupMode.Hybrid ? "hybrid" : mode == CgroupMode.V1 ? "v1" : "none";

    private static string? Own() =>
        File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal)) is { } line ? line[3..] : null;
}
