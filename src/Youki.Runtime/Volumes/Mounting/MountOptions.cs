using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>What a mount's options are, in the OCI runtime spec and for the kernel.</summary>
internal static class MountOptions
{
    private const UnixFileMode DefaultTmpfsMode = (UnixFileMode)0x3FF; // 1777

    /// <summary>Whether it may not be written through the mount.</summary>
    public static bool IsReadOnly(ContainerMount mount) => mount switch
    {
        BindMount bind => bind.ReadOnly == true || bind.RecursiveReadOnly == true,
        FileMount file => file.ReadOnly != false,
        _ => mount.ReadOnly == true,
    };

    /// <summary>The options of a bind mount.</summary>
    /// <param name="mount">The mount.</param>
    /// <param name="isReadOnlyAlready">In a user namespace, read-only is what the source is: a runtime could not mount it anew without the host's other flags.</param>
    public static IReadOnlyList<string> OfBind(ContainerMount mount, bool isReadOnlyAlready)
    {
        var bind = mount as BindMount;
        List<string> options = [bind?.NonRecursive == true ? "bind" : "rbind", WordOf(bind?.Propagation ?? MountPropagation.RecursivePrivate)];
        if (IsReadOnly(mount) && !isReadOnlyAlready)
        {
            options.Add(bind?.RecursiveReadOnly == true ? "rro" : "ro");
        }

        return options;
    }

    /// <summary>The flags of a file system in memory, of <see cref="MountFlags"/>.</summary>
    public static ulong FlagsOf(TmpfsMount mount) =>
        (mount.AllowSuid == true ? 0 : MountFlags.NoSuid) | (mount.AllowDevices == true ? 0 : MountFlags.NoDevices)
        | (mount.AllowExec == true ? 0 : MountFlags.NoExec) | (mount.ReadOnly == true ? MountFlags.ReadOnly : 0);

    /// <summary>The options of one that the runtime makes, by the container's ids.</summary>
    public static IReadOnlyList<string> OfTmpfs(TmpfsMount mount)
    {
        (ulong Flag, string Word)[] words = [(MountFlags.NoSuid, "nosuid"), (MountFlags.NoDevices, "nodev"), (MountFlags.NoExec, "noexec"), (MountFlags.ReadOnly, "ro")];
        return [.. words.Where(word => (FlagsOf(mount) & word.Flag) != 0).Select(word => word.Word), .. OfTmpfs(mount, mappings: null).Split(',')];
    }

    /// <summary>The options of one that is made on the host.</summary>
    public static string OfTmpfs(TmpfsMount mount, IdMappings? mappings)
    {
        var (uid, gid) = OwnedFile.HostIds(mount.Uid ?? 0, mount.Gid ?? 0, mappings);
        var size = mount.SizeBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $",size={bytes}") : string.Empty;
        var files = mount.MaxFiles is { } count ? string.Create(CultureInfo.InvariantCulture, $",nr_inodes={count}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"mode={Convert.ToString((int)(mount.Mode ?? DefaultTmpfsMode), 8)},uid={uid},gid={gid}{size}{files}");
    }

    private static string WordOf(MountPropagation propagation) => propagation switch
    {
        MountPropagation.Private => "private",
        MountPropagation.Slave => "slave",
        MountPropagation.RecursiveSlave => "rslave",
        MountPropagation.Shared => "shared",
        MountPropagation.RecursiveShared => "rshared",
        _ => "rprivate",
    };
}
