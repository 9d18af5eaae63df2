using System.Globalization;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Cgroups;

/// <summary>Cgroup version 1, one hierarchy for each controller, also where version 2 is mounted beside it. Source: the kernel's admin-guide/cgroup-v1.</summary>
internal sealed class LegacyCgroups(CgroupMode mode, IReadOnlyList<string> hierarchies) : CgroupTree
{
    public override CgroupMode Mode => mode;

    private const string Cpus = "cpuset.cpus";
    private const string Mems = "cpuset.mems";
    private const int MostRounds = 100;

    private static readonly string[] Throttles =
        ["blkio.throttle.read_bps_device", "blkio.throttle.write_bps_device", "blkio.throttle.read_iops_device", "blkio.throttle.write_iops_device"];

    /// <summary>The mounted hierarchies, those that are links to another left out.</summary>
    public static IReadOnlyList<string> Hierarchies() => Directory.Exists(MountPoint)
        ? [.. new DirectoryInfo(MountPoint).EnumerateDirectories().Where(directory => directory.LinkTarget is null).Select(directory => directory.FullName)]
        : [];

    public override bool IsFrozen(string path) => CgroupText.IsFreezing(SmallFile.Read(FreezerState(path), stackalloc byte[16]));

    public override bool HasFrozen(string path) => CgroupText.HasFrozen(SmallFile.Read(FreezerState(path), stackalloc byte[16]));

    public override bool TrySetFrozen(string path, bool frozen) => TryWrite(FreezerState(path), frozen ? "FROZEN" : "THAWED");

    public override IReadOnlySet<int> Processes(string path) => ProcessesIn(Freezer(path));

    public override void Signal(string path, int signal) => SignalEach(Freezer(path), signal);

    public override void Kill(string path)
    {
        // A frozen process dies only when it is thawed, so the signals come first: it must not run again.
        Signal(path, Runtime.Signal.Kill.Number);
        TrySetFrozen(path, frozen: false);
    }

    public override bool TryRemove(string path)
    {
        var removed = true;
        foreach (var hierarchy in hierarchies)
        {
            removed &= TryRemoveTree(hierarchy + path);
        }

        return removed;
    }

    public override bool TryMake(string path) => TryMakeDirectory(Freezer(path));

    public override bool TryMakeGroup(string path)
    {
        foreach (var hierarchy in hierarchies)
        {
            var directory = hierarchy;
            foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                var above = directory;
                directory = $"{directory}/{name}";
                if (!TryMakeDirectory(directory))
                {
                    // One that this process may not use shows when a limit is set; by the freezer processes are found.
                    break;
                }

                CopyIfEmpty(above, directory, Cpus);
                CopyIfEmpty(above, directory, Mems);
            }
        }

        return Directory.Exists(Freezer(path));
    }

    /// <summary>A new cgroup of the cpuset controller has neither processors nor memory, and no process can be in it.</summary>
    private static void CopyIfEmpty(string from, string to, string file)
    {
        if (Read($"{to}/{file}") is { } found && string.IsNullOrWhiteSpace(found) && Read($"{from}/{file}") is { } above)
        {
            TryWrite($"{to}/{file}", above.Trim());
        }
    }

    /// <summary>
    /// Limits of devices hold for one cgroup alone ("blkio.throttle" of version 1 knows no hierarchy), so the processes of those below are moved into it: they can then
    /// have no others below. Of its processors a cgroup cannot give up what one below it still has.
    /// </summary>
    public override void LimitBelow(string path, LinuxResources? wanted = null)
    {
        var cpuset = $"{MountPoint}/cpuset{path}";
        foreach (var child in ChildrenOf(cpuset))
        {
            TryWrite($"{cpuset}/{child}/{Cpus}", wanted?.Cpu?.Cpus ?? Read($"{cpuset}/{Cpus}") ?? "");
            TryWrite($"{cpuset}/{child}/{Mems}", wanted?.Cpu?.Mems ?? Read($"{cpuset}/{Mems}") ?? "");
        }

        var blkio = $"{MountPoint}/blkio{path}";
        if (ChildrenOf(blkio) is { Count: > 0 } children && Throttles.Any(file => Read($"{blkio}/{file}") is { Length: > 0 }))
        {
            foreach (var child in children)
            {
                MoveUp(blkio, child);
            }
        }
    }

    public override IReadOnlyList<string> Children(string path) => ChildrenOf(Freezer(path));

    public override ICgroupReader OpenReader(string path, KernelBuffer buffer) => new LegacyCgroupReader(MountPoint, path, buffer);

    // Linux 4.13 and later.
    public override long? OomKills(string path) => ReadValue($"{MountPoint}/memory{path}/memory.oom_control", "oom_kill");

    public override bool HasController(string controller) => Directory.Exists($"{MountPoint}/{controller}");

    public override bool HasFile(string controller, string file) => HasController(controller) && NewCgroupHas($"{MountPoint}/{controller}", file) != false;

    public override IReadOnlyList<CgroupSetting> LimitsOf(string path, LinuxResources resources) => new LegacyLimits(MountPoint, path).Of(resources);

    public override string MemoryLimitFile(string path) => $"{MountPoint}/memory{path}/memory.limit_in_bytes";

    public override bool Exists(string path) => hierarchies.Any(hierarchy => Directory.Exists(hierarchy + path));

    private static void MoveUp(string directory, string child)
    {
        // Again for those that were made meanwhile; with each round there are fewer that could make one.
        for (var round = 0; round < MostRounds && ProcessesIn($"{directory}/{child}") is { Count: > 0 } found; round++)
        {
            foreach (var process in found)
            {
                TryWrite($"{directory}/cgroup.procs", process.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Freezer(string path) => $"{MountPoint}/freezer{path}";

    private static string FreezerState(string path) => $"{Freezer(path)}/freezer.state";
}
