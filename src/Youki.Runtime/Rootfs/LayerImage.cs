using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>A writable layer that lies in a file of a fixed size, as a file system of its own: what is written to it takes no more of the host than the file.</summary>
internal static class LayerImage
{
    public const string FileSystem = "ext4";

    /// <summary>Blocks that are freed are given back to the host; tables of inodes, which are holes, stay such.</summary>
    private const string MountOptions = "discard,noinit_itable";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Whether there is a complete one.</summary>
    public static bool Exists(RootfsLayout layout) => File.Exists(layout.Image);

    /// <summary>Whether it is mounted in this mount namespace.</summary>
    /// <exception cref="HostResourceException">Something else is.</exception>
    public static bool IsMounted(ContainerId id, RootfsLayout layout) => MountTable.At(layout.Layer) switch
    {
        null => false,
        { FileSystemType: FileSystem } mount when mount.Source.StartsWith("/dev/loop", StringComparison.Ordinal) => true,
        var mount => throw new HostResourceException(
            WritableLayerProvider.ResourceKind,
            $"The writable layer of container {id} cannot be mounted: {mount.FileSystemType} '{mount.Source}' is mounted at {layout.Layer}. Unmount it.") { ContainerId = id },
    };

    /// <summary>Mounts it where there is one that is not mounted, as after a reboot. The caller holds the container's lock.</summary>
    public static void EnsureMounted(ContainerId id, RootfsLayout layout)
    {
        if (!Exists(layout) || IsMounted(id, layout))
        {
            return;
        }

        Entries.EnsurePrivateDirectory(layout.Layer);
        using var file = Descriptor.OpenFile(layout.Image, OpenFlags.ReadWrite | OpenFlags.NoFollow);
        using var device = LoopDevice.Attach(file, layout.Image);
        FileSystemMount.Device(device.Path, layout.Layer, FileSystem, MountOptions);
        File.SetUnixFileMode(layout.Layer, OwnerOnly);
    }

    /// <summary>Takes the mount away, and with it the loop device; the file goes too. What is not there is no error.</summary>
    public static void Remove(RootfsLayout layout)
    {
        MountedDirectory.DetachAll(layout.Layer);
        FileTree.Delete(layout.Layer);
        File.Delete(layout.NewImage);
        File.Delete(layout.Image);
    }
}
