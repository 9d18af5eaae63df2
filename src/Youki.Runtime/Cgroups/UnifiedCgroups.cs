using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Cgroups;

/// <summary>Cgroup version 2. Source: the kernel's admin-guide/cgroup-v2, "Core Interface Files".</summary>
internal sealed class UnifiedCgroups : CgroupTree
{
    public override CgroupMode Mode => CgroupMode.V2;

    public override bool IsFrozen(string path) => CgroupText.IsFreezing(SmallFile.Read($"{MountPoint}{path}/cgroup.freeze", stackalloc byte[16]));

    public override bool HasFrozen(string path) => CgroupText.HasFrozen(SmallFile.Read($"{MountPoint}{path}/cgroup.events", stackalloc byte[64]));

    public override bool TrySetFrozen(string path, bool frozen) => TryWrite($"{MountPoint}{path}/cgroup.freeze", frozen ? "1" : "0");

    public override IReadOnlySet<int> Processes(string path) => ProcessesIn(MountPoint + path);

    public override void Signal(string path, int signal) => SignalEach(MountPoint + path, signal);

    public override void Kill(string path)
    {
        // Linux 5.14 and later.
        if (!TryWrite($"{MountPoint}{path}/cgroup.kill", "1"))
        {
            Signal(path, Runtime.Signal.Kill.Number);
        }
    }

    public override bool TryRemove(string path) => TryRemoveTree(MountPoint + path);

    public override bool TryMake(string path) => TryMakeDirectory(MountPoint + path);

    public override bool TryMakeGroup(string path)
    {
        var directory = MountPoint;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // A cgroup has limits of what the one above hands on. One that cannot be handed on shows when the limit is set.
            var handedOn = (Read($"{directory}/cgroup.subtree_control") ?? string.Empty).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            foreach (var controller in (Read($"{directory}/cgroup.controllers") ?? string.Empty).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Except(handedOn))
            {
                TryWrite($"{directory}/cgroup.subtree_control", $"+{controller}");
            }

            directory = $"{directory}/{name}";
            if (!TryMakeDirectory(directory))
            {
                return false;
            }
        }

        return true;
    }

    public override IReadOnlyList<string> Children(string path) => ChildrenOf(MountPoint + path);

    public override ICgroupReader OpenReader(string path, KernelBuffer buffer) => new UnifiedCgroupReader(MountPoint + path, buffer);

    public override long? OomKills(string path) => ReadValue($"{MountPoint}{path}/memory.events", "oom_kill");

    public override bool HasController(string controller) => Lists("cgroup.controllers", controller);

    /// <remarks>The runtime lets cgroups have all controllers. Before it has done so for the first time, a new one would not have the file.</remarks>
    public override bool HasFile(string controller, string file) =>
        HasController(controller) && (!Lists("cgroup.subtree_control", controller) || NewCgroupHas(MountPoint, file) != false);

    /// <summary>youki lets cgroups have only the controllers that it knows, of which RDMA is none. What cannot be had shows by the files that are missing.</summary>
    public override void Prepare(string path, LinuxResources resources)
    {
        if (resources.Rdma is not { Count: > 0 } || File.Exists($"{MountPoint}{path}/rdma.max"))
        {
            return;
        }

        var above = MountPoint;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            TryWrite($"{above}/cgroup.subtree_control", "+rdma");
            above = $"{above}/{name}";
        }
    }

    public override IReadOnlyList<CgroupSetting> LimitsOf(string path, LinuxResources resources) => new UnifiedLimits(MountPoint + path).Of(resources);

    public override string MemoryLimitFile(string path) => $"{MountPoint}{path}/memory.max";

    public override bool Exists(string path) => Directory.Exists(MountPoint + path);

    private static bool Lists(string file, string controller) => Read($"{MountPoint}/{file}")?.TrimEnd('\n').Split(' ').Contains(controller) == true;
}
