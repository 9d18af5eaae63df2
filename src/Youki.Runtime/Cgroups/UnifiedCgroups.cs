using Youki.Runtime.Native;

namespace Youki.Runtime.Cgroups;

/// <summary>Cgroup version 2. Source: the kernel's admin-guide/cgroup-v2, "Core Interface Files".</summary>
internal sealed class UnifiedCgroups : CgroupTree
{
    public override CgroupMode Mode => CgroupMode.V2;

    public override bool IsFrozen(string path) => SmallFile.Read($"{MountPoint}{path}/cgroup.freeze", stackalloc byte[16]) is [(byte)'1', ..];

    public override void Kill(string path)
    {
        // Linux 5.14 and later.
        if (!TryWrite($"{MountPoint}{path}/cgroup.kill", "1"))
        {
            KillEach(MountPoint + path);
        }
    }

    public override bool TryRemove(string path) => TryRemoveTree(MountPoint + path);

    public override bool Exists(string path) => Directory.Exists(MountPoint + path);
}
