using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>Takes mounts away from a directory of a bundle.</summary>
internal static class MountedDirectory
{
    // Mounts may be stacked, by two processes that raced without the container's lock say. Not endlessly, though.
    private const int MaxStackedMounts = 16;

    public static void DetachAll(string path)
    {
        for (var mounts = 0; mounts < MaxStackedMounts && MountTable.At(path) is not null; mounts++)
        {
            FileSystemMount.TryDetach(path);
        }
    }
}
