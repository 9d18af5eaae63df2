using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Layers.Extraction;

/// <summary>
/// The modes of a layer's files on disk. Root gives them those of the layer. In an ordinary user's store all files are the user's: each must be readable for
/// copies of it, whatever its mode says, and none is setuid there. The manifest has the layer's own.
/// </summary>
internal static class StoredPermissions
{
    private const int PermissionBits = 0x1FF; // 0777
    private const int OwnerReadWrite = 0x180; // 0600
    private const int OwnerOnly = 0x1C0; // 0700

    public static int OfFile(int permissions) => CurrentUser.IsRoot ? permissions : (permissions & PermissionBits) | OwnerReadWrite;

    public static int OfDirectory(int permissions) => CurrentUser.IsRoot ? permissions : (permissions & PermissionBits) | OwnerOnly;
}
