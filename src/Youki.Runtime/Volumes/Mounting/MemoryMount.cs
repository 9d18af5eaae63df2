using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>File systems in memory in a container's bundle. Nothing that is mounted in them appears elsewhere.</summary>
internal static class MemoryMount
{
    // Two processes may have raced without the container's lock.
    private const int MaxStacked = 16;

    /// <summary>Mounts one, unless it is there.</summary>
    /// <param name="id">The container, which marks the mount in the mount table.</param>
    /// <param name="path">Where; the directory is made where it is missing.</param>
    /// <param name="options">Its options.</param>
    /// <param name="flags">Of <see cref="MountFlags"/>.</param>
    /// <returns>Whether it is new.</returns>
    public static bool Ensure(ContainerId id, string path, string options, ulong flags = MountFlags.NoSuid | MountFlags.NoDevices)
    {
        Entries.EnsurePrivateDirectory(path);
        if (IsMounted(path))
        {
            return false;
        }

        FileSystemMount.FileSystem($"youki-{id}", path, "tmpfs", flags, options);
        return true;
    }

    /// <summary>As <see cref="Ensure"/>, and it is never written to swap, where the kernel (6.4) can do that.</summary>
    public static bool EnsureUnswapped(ContainerId id, string path, string options)
    {
        try
        {
            return Ensure(id, path, $"{options},noswap");
        }
        catch (NativeException exception) when (exception.Number == Errno.EINVAL)
        {
            return Ensure(id, path, options);
        }
    }

    public static bool IsMounted(string path)
    {
        using var directory = Descriptor.TryOpenDirectory(path, out _);
        return directory is not null && MountTable.At(Descriptor.RealPath(directory)) is not null;
    }

    /// <summary>Takes it away with all that is mounted in it, and its directory.</summary>
    public static void Remove(string path, CancellationToken cancellationToken)
    {
        for (var mounts = 0; mounts < MaxStacked && IsMounted(path); mounts++)
        {
            FileSystemMount.TryDetach(path);
        }

        FileTree.Delete(path, cancellationToken);
    }
}
