using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Images;
using Youki.Runtime.Images.Changes;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>
/// Opens what a container has written, and what it sees, for reading. Mounts that are needed for it are taken away again at once; the descriptors keep them
/// as long as they are open, and a crash leaves none. The caller holds the container's lock.
/// </summary>
internal sealed class ContainerTrees(IContainerImages images)
{
    /// <summary>What the container has written, and its image's files.</summary>
    /// <param name="id">The container.</param>
    /// <param name="name">Its image as it was asked for.</param>
    /// <param name="pinned">Its image. Null: it is a directory.</param>
    /// <param name="bundlePath">Its bundle.</param>
    public ChangedTree OpenChanges(ContainerId id, string name, ContainerImage? pinned, string bundlePath)
    {
        var layout = Layout(id, bundlePath);
        using var image = OpenImage(id, name, pinned);
        var isCopy = CopiedRootfs.Exists(layout);
        var changed = Descriptor.OpenDirectory(isCopy ? layout.Rootfs : layout.Upper);
        try
        {
            return new ChangedTree(changed, OpenMerged(id, layout, image.Handles), !isCopy);
        }
        catch
        {
            changed.Dispose();
            throw;
        }
    }

    /// <summary>What the container sees, without what is mounted in it.</summary>
    public SafeFileHandle OpenRoot(ContainerId id, string name, ContainerImage? pinned, string bundlePath)
    {
        var layout = Layout(id, bundlePath);
        if (CopiedRootfs.Exists(layout) || OverlayRootfs.IsMounted(id, layout))
        {
            return Descriptor.OpenDirectory(layout.Rootfs);
        }

        // After a reboot, or in another mount namespace.
        using var image = OpenImage(id, name, pinned);
        using var upper = Descriptor.OpenDirectory(layout.Upper);
        return OpenMerged(id, layout, [.. image.Handles, upper]);
    }

    /// <summary>As above, to be written to. Where the overlay is not mounted, it is from now on, as a start would have it.</summary>
    public SafeFileHandle OpenWritableRoot(ContainerId id, string name, ContainerImage? pinned, string bundlePath)
    {
        var layout = Layout(id, bundlePath);
        if (!CopiedRootfs.Exists(layout) && !OverlayRootfs.IsMounted(id, layout))
        {
            using var image = OpenImage(id, name, pinned);
            if (OverlayRootfs.TryMount(id, layout, image) is { } refusal)
            {
                throw refusal;
            }
        }

        return Descriptor.OpenDirectory(layout.Rootfs);
    }

    private ImageLayers OpenImage(ContainerId id, string name, ContainerImage? pinned) =>
        pinned is null ? ImageLayers.OpenDirectory(name, id) : ImageLayers.Open(name, images.Open(pinned), id);

    private static RootfsLayout Layout(ContainerId id, string bundlePath)
    {
        var layout = RootfsLayout.TryOf(bundlePath) ?? throw new NativeException("open directory", bundlePath, Errno.ENOENT);

        // After a reboot; it stays mounted from now on, as a start would have it.
        LayerImage.EnsureMounted(id, layout);
        return layout;
    }

    private static SafeFileHandle OpenMerged(ContainerId id, RootfsLayout layout, IReadOnlyList<SafeFileHandle> layers)
    {
        if (layers.Count == 1)
        {
            return Descriptor.Reopen(layers[0], OpenFlags.PathOnly | OpenFlags.Directory);
        }

        CopiedRootfs.RemoveView(layout);
        try
        {
            OverlayRootfs.MountView(id, layout, layers);
            return Descriptor.OpenDirectory(layout.View);
        }
        finally
        {
            CopiedRootfs.RemoveView(layout);
        }
    }
}
