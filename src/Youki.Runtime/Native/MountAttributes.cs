using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>The argument of mount_setattr(2). Source: linux/mount.h, struct mount_attr.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MountAttributes
{
    public const ulong ReadOnly = 0x1;
    public const ulong NoSuid = 0x2;
    public const ulong NoDevices = 0x4;
    public const ulong NoExec = 0x8;
    public const ulong IdMapped = 0x100000;

    /// <summary>MS_PRIVATE.</summary>
    public const ulong Private = 1 << 18;

    /// <summary>MS_SLAVE.</summary>
    public const ulong Slave = 1 << 19;

    /// <summary>Flags to set.</summary>
    public ulong Set;

    /// <summary>Flags to clear.</summary>
    public ulong Clear;

    /// <summary>The propagation type; 0 leaves it as it is.</summary>
    public ulong Propagation;

    /// <summary>The descriptor of a user namespace, for <see cref="IdMapped"/>.</summary>
    public ulong UserNamespace;
}
