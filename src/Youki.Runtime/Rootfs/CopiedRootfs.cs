using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>A root file system as a plain copy of the image's directory, for hosts without overlays.</summary>
internal static class CopiedRootfs
{
    /// <summary>Whether there is a complete one. It gets its name by a rename, and no overlay ever leaves files at that name.</summary>
    public static bool Exists(RootfsLayout layout) =>
        !Directory.Exists(layout.Upper) && Directory.Exists(layout.Rootfs) && Directory.EnumerateFileSystemEntries(layout.Rootfs).Any();

    /// <summary>Makes it under another name, flushes it (a stopped container lives on over a crash of the host) and renames it.</summary>
    public static void Make(RootfsLayout layout, DirectoryImage image, CancellationToken cancellationToken)
    {
        FileTree.Delete(layout.Copying, cancellationToken);
        Entries.EnsurePrivateDirectory(layout.Copying);
        using (var target = Descriptor.OpenDirectory(layout.Copying))
        {
            FileTree.Copy(image.Handle, target, cancellationToken);
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
}
