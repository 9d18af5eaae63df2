using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>A root file system as a plain copy of the image, for bundle directories that cannot hold the writable layer of an overlay.</summary>
internal static class CopiedRootfs
{
    /// <summary>Whether there is a complete one. It gets its name by a rename, and no overlay ever leaves files at that name.</summary>
    public static bool Exists(RootfsLayout layout) =>
        !Directory.Exists(layout.Upper) && Directory.Exists(layout.Rootfs) && Directory.EnumerateFileSystemEntries(layout.Rootfs).Any();

    /// <summary>Makes it under another name, flushes it (a stopped container lives on over a crash of the host) and renames it.</summary>
    public static void Make(ContainerId id, RootfsLayout layout, ImageLayers image, IdMappings? mappings, CancellationToken cancellationToken)
    {
        FileTree.Delete(layout.Copying, cancellationToken);
        Entries.EnsurePrivateDirectory(layout.Copying);
        if (image.Handles.Count == 1)
        {
            Copy(image.Top, layout, mappings, cancellationToken);
        }
        else
        {
            CopyMerged(id, layout, image, mappings, cancellationToken);
        }

        using var directory = Descriptor.OpenDirectory(layout.BundlePath);
        using var bundle = Descriptor.Reopen(directory, OpenFlags.ReadOnly | OpenFlags.Directory);
        FileContent.Flush(bundle);
        var error = Entries.TryRename(bundle, RawName.From(Path.GetFileName(layout.Copying)), bundle, RawName.From(Path.GetFileName(layout.Rootfs)));
        if (error != 0)
        {
            throw new NativeException("rename to rootfs", layout.Copying, error);
        }
    }

    /// <summary>Removes the mount that several layers are copied from; after a crash it may be there still.</summary>
    public static void RemoveView(RootfsLayout layout)
    {
        MountedDirectory.DetachAll(layout.View);
        FileTree.Delete(layout.View, CancellationToken.None);
    }

    private static void CopyMerged(ContainerId id, RootfsLayout layout, ImageLayers image, IdMappings? mappings, CancellationToken cancellationToken)
    {
        RemoveView(layout);
        try
        {
            OverlayRootfs.MountView(id, layout, image.Handles);
            using var merged = Descriptor.OpenDirectory(layout.View);
            Copy(merged, layout, mappings, cancellationToken);
        }
        finally
        {
            RemoveView(layout);
        }
    }

    private static void Copy(SafeFileHandle source, RootfsLayout layout, IdMappings? mappings, CancellationToken cancellationToken)
    {
        using var target = Descriptor.OpenDirectory(layout.Copying);
        FileTree.Copy(source, target, mappings, cancellationToken);
    }
}
