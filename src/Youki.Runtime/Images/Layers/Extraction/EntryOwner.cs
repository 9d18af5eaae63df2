using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>Gives files their owners, by number. Without privileges the owner stays who unpacks.</summary>
internal static class EntryOwner
{
    public static void Set(SafeFileHandle handle, uint uid, uint gid) => Check(OpenedFile.TrySetOwner(handle, uid, gid), uid, gid);

    /// <summary>As above, for a name in a directory, a link there not followed; the empty name is the descriptor itself, be it O_PATH.</summary>
    public static void Set(SafeFileHandle directory, ReadOnlySpan<byte> name, uint uid, uint gid) =>
        Check(FileMetadata.TrySetOwner(directory, name, uid, gid), uid, gid);

    private static void Check(int error, uint uid, uint gid)
    {
        if (error != 0 && (error != Errno.EPERM || Environment.IsPrivilegedProcess))
        {
            throw new NativeException("set the owner", $"{uid}:{gid}", error);
        }
    }
}
