namespace Youki.Runtime.Native;

/// <summary>How openat2(2) resolves a path. Source: linux/openat2.h.</summary>
[Flags]
internal enum ResolveFlags : ulong
{
    None = 0,

    /// <summary>Refuses, with EXDEV, to step into another mount, bind mounts of the same file system included.</summary>
    NoMountCrossing = 0x01,

    /// <summary>Refuses the links of /proc that jump to where no path leads.</summary>
    NoMagicLinks = 0x02,

    /// <summary>Refuses every link, with ELOOP.</summary>
    NoLinks = 0x04,

    /// <summary>Takes the directory for the root: absolute links and <c>..</c> stay inside it.</summary>
    InRoot = 0x10,
}
