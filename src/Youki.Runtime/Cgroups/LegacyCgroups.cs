using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>Cgroup version 1, one hierarchy for each controller, also where version 2 is mounted beside it. Source: the kernel's admin-guide/cgroup-v1.</summary>
internal sealed class LegacyCgroups(CgroupMode mode, IReadOnlyList<string> hierarchies) : CgroupTree
{
    private const int SigKill = 9;

    public override CgroupMode Mode => mode;

    /// <summary>The mounted hierarchies, those that are links to another left out.</summary>
    public static IReadOnlyList<string> Hierarchies() => Directory.Exists(MountPoint)
        ? [.. new DirectoryInfo(MountPoint).EnumerateDirectories().Where(directory => directory.LinkTarget is null).Select(directory => directory.FullName)]
        : [];

    // THAWED, FREEZING or FROZEN.
    public override bool IsFrozen(string path) => SmallFile.Read(FreezerState(path), stackalloc byte[16]) is [(byte)'F', ..];

    public override void Kill(string path)
    {
        // A frozen process dies only when it is thawed, so the signals come first: it must not run again.
        foreach (var process in Processes($"{MountPoint}/freezer{path}"))
        {
            using var handle = PidFd.TryOpen(process);
            if (handle is not null && Processes($"{MountPoint}/freezer{path}").Contains(process))
            {
                PidFd.TrySignal(handle, SigKill);
            }
        }

        TryWrite(FreezerState(path), "THAWED");
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

    public override bool Exists(string path) => hierarchies.Any(hierarchy => Directory.Exists(hierarchy + path));

    private static string FreezerState(string path) => $"{MountPoint}/freezer{path}/freezer.state";

    private static HashSet<int> Processes(string directory)
    {
        var found = new HashSet<int>();
        try
        {
            foreach (var cgroup in Directory.EnumerateDirectories(directory, "*", SearchOption.AllDirectories).Prepend(directory))
            {
                foreach (var line in Read($"{cgroup}/cgroup.procs")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [])
                {
                    found.Add(int.Parse(line, CultureInfo.InvariantCulture));
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Not made yet, or removed by now.
        }

        return found;
    }
}
