using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>A root file system as an overlay: the image's layers below, the container's own changes above them in its bundle.</summary>
internal static class OverlayRootfs
{
    /// <summary>Whether this container's overlay is mounted in this mount namespace.</summary>
    /// <exception cref="HostResourceException">Something else is.</exception>
    public static bool IsMounted(ContainerId id, RootfsLayout layout) => MountTable.At(layout.Rootfs) switch
    {
        null => false,
        { FileSystemType: "overlay" } mount when mount.Source == SourceOf(id) => true,
        var mount => throw new HostResourceException(
            RootfsProvider.ResourceKind,
            $"The root file system of container {id} cannot be mounted: {mount.FileSystemType} '{mount.Source}' is mounted at {layout.Rootfs}. Unmount it.") { ContainerId = id },
    };

    /// <summary>Mounts it above what the container has written so far.</summary>
    /// <param name="id">The container.</param>
    /// <param name="layout">Its bundle.</param>
    /// <param name="image">Its image.</param>
    /// <param name="mappings">Whose ids its files belong to. Null: the host's own.</param>
    /// <returns>Null, or why this host can have no overlay here; nothing is left of the attempt then.</returns>
    public static NativeException? TryMount(ContainerId id, RootfsLayout layout, ImageLayers image, IdMappings? mappings)
    {
        PrepareLayer(layout, image, mappings);
        Entries.EnsurePrivateDirectory(layout.Rootfs);
        var refusal = ProbeAttributes(layout);
        try
        {
            if (refusal is null)
            {
                using var upper = Descriptor.OpenDirectory(layout.Upper);
                using var work = Descriptor.OpenDirectory(layout.Work);
                using var lower = MappedLayers.Attach(layout, image.Handles, mappings);
                FileSystemMount.Overlay(SourceOf(id), layout.Rootfs, new OverlayLayers(lower.Handles, upper, work));
                return null;
            }
        }
        catch (NativeException exception) when (IsRefusal(exception.Number))
        {
            refusal = exception;
        }

        // A plain copy of the image would silently be without what the container has written: only a fresh one may have it.
        if (Directory.EnumerateFileSystemEntries(layout.Upper).Any())
        {
            throw refusal;
        }

        if (!LayerImage.Exists(layout))
        {
            FileTree.Delete(layout.Layer, CancellationToken.None);
        }

        return refusal;
    }

    /// <summary>Mounts an image's layers as one directory to read from, so that the kernel itself sees to what an upper layer deletes of a lower one.</summary>
    public static void MountView(ContainerId id, RootfsLayout layout, IReadOnlyList<SafeFileHandle> layers)
    {
        Entries.EnsurePrivateDirectory(layout.View);
        FileSystemMount.Overlay(SourceOf(id), layout.View, new OverlayLayers(layers, Upper: null, Work: null));
    }

    // Mount sources are free text; this one tells the mount apart from any other.
    private static string SourceOf(ContainerId id) => $"youki-{id}";

    // The root of an overlay has the attributes of its upper directory. It gets its name once it has them, so that a crash leaves no other.
    private static void PrepareLayer(RootfsLayout layout, ImageLayers image, IdMappings? mappings)
    {
        Entries.EnsurePrivateDirectory(layout.Layer);
        Entries.EnsurePrivateDirectory(layout.Work);
        if (Directory.Exists(layout.Upper))
        {
            return;
        }

        FileTree.Delete(layout.NewUpper, CancellationToken.None);
        Entries.EnsurePrivateDirectory(layout.NewUpper);
        using (var upper = Descriptor.OpenDirectory(layout.NewUpper))
        {
            NodeAttributes.Copy(image.Top, FileMetadata.Of(image.Top), upper, mappings);
        }

        Directory.Move(layout.NewUpper, layout.Upper);
    }

    // Where the file system takes no trusted attributes, the kernel mounts all the same and only warns; then a directory that was deleted
    // and made anew shows its old content.
    private static NativeException? ProbeAttributes(RootfsLayout layout)
    {
        using var work = Descriptor.OpenDirectory(layout.Work);
        var error = ExtendedAttributes.TrySet(work, "trusted.overlay.probe\0"u8.ToArray(), "y"u8.ToArray());
        return error is 0 or Errno.ENOSPC ? null : new NativeException("set an overlay attribute on", layout.Work, error);
    }

    // What mount(2) says of overlays: no such file system (ENODEV), an upper directory that cannot be one (EINVAL), too many stacked (EINVAL, ELOOP),
    // no privilege (EPERM, EACCES).
    private static bool IsRefusal(int error) => error is Errno.EINVAL or Errno.ENODEV or Errno.EPERM or Errno.EACCES or Errno.EROFS
        or Errno.ELOOP or Errno.EOPNOTSUPP or Errno.ENOSYS or Errno.EXDEV;
}
