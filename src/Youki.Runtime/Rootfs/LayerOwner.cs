namespace Youki.Runtime.Rootfs;

/// <summary>Whom a file of an image belongs to, by the ids of the container, and its mode.</summary>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Permissions">Permission bits with setuid, setgid and sticky.</param>
internal readonly record struct LayerOwner(uint Uid, uint Gid, int Permissions)
{
    public bool IsRoot => Uid == 0 && Gid == 0;
}
