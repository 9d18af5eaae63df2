namespace Youki.Runtime.Native;

/// <summary>Flags of mount(2). Source: linux/mount.h.</summary>
internal static class MountFlags
{
    public const ulong ReadOnly = 1;
    public const ulong NoSuid = 1 << 1;
    public const ulong NoDevices = 1 << 2;
    public const ulong NoExec = 1 << 3;
    public const ulong Synchronous = 1 << 4;
    public const ulong NoAccessTime = 1 << 10;
    public const ulong NoDirectoryAccessTime = 1 << 11;
    public const ulong RelativeAccessTime = 1 << 21;
    public const ulong StrictAccessTime = 1 << 24;
}
