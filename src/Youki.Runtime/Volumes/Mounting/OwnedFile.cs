using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Gives what this library makes on the host to users of a container.</summary>
internal static class OwnedFile
{
    /// <summary>Sets owner, group and mode, by the container's numbers.</summary>
    public static void Give(SafeFileHandle handle, uint uid, uint gid, UnixFileMode mode, IdMappings? mappings)
    {
        var (hostUid, hostGid) = HostIds(uid, gid, mappings);
        var error = FileMetadata.TrySetOwner(handle, hostUid, hostGid);
        if (error != 0)
        {
            throw new NativeException($"give to user {hostUid} and group {hostGid}", Descriptor.RealPath(handle), error);
        }

        FileMetadata.SetPermissions(handle, (int)mode);
    }

    /// <summary>The host's numbers of a user and a group of the container.</summary>
    public static (uint Uid, uint Gid) HostIds(uint uid, uint gid, IdMappings? mappings) =>
        mappings is null ? (uid, gid) : (HostId(mappings.HostUid(uid), uid), HostId(mappings.HostGid(gid), gid));

    private static uint HostId(uint? mapped, uint id) => mapped ?? throw new NativeException($"find an id of the host for {id} of the container's user namespace", null, Errno.EINVAL);
}
