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
    /// <summary>What the container has written, and its image's source.</summary>
    public ChangedTree OpenChanges(TreeSource source)
    {
        var layout = Layout(source.Id, source.BundlePath);
        using var image = OpenImage(source);
        var isCopy = CopiedRootfs.Exists(layout);
        var changed = Descriptor.OpenDirectory(isCopy ? layout.Rootfs : layout.Upper);
        try
        {
            return new ChangedTree(changed, OpenMerged(source.Id, layout, image.Handles), !isCopy) { Mappings = source.Mappings };
        }
        catch
        {
            changed.Dispose();
            throw;
        }
    }

    /// <summary>What the container sees, without what is mounted in it.</summary>
    public SafeFileHandle OpenRoot(TreeSource source)
    {
        var layout = Layout(source.Id, source.BundlePath);
        if (CopiedRootfs.Exists(layout) || OverlayRootfs.IsMounted(source.Id, layout))
        {
            return Descriptor.OpenDirectory(layout.Rootfs);
        }

        // After a reboot, or in another mount namespace.
        using var image = OpenImage(source);
        using var upper = Descriptor.OpenDirectory(layout.Upper);
        using var lower = MappedLayers.Attach(layout, image.Handles, source.Mappings);
        return OpenMerged(source.Id, layout, [.. lower.Handles, upper]);
    }

    /// <summary>As above, to be written to. Where the overlay is not mounted, it is from now on, as a start would have it.</summary>
    public SafeFileHandle OpenWritableRoot(TreeSource source)
    {
        var layout = Layout(source.Id, source.BundlePath);
        if (!CopiedRootfs.Exists(layout) && !OverlayRootfs.IsMounted(source.Id, layout))
        {
            using var image = OpenImage(source);
            if (OverlayRootfs.TryMount(source.Id, layout, image, source.Mappings) is { } refusal)
            {
                throw refusal;
            }
        }

        return Descriptor.OpenDirectory(layout.Rootfs);
    }

    private ImageLayers OpenImage(TreeSource source) =>
        source.Image is { } image ? ImageLayers.Open(source.Name, images.Open(image), source.Id) : ImageLayers.OpenDirectory(source.Name, source.Id);

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
