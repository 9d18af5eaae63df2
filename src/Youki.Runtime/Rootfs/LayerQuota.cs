using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>A writable layer whose directory is of a project with a quota. The project has the number of the bundle directory's inode, which nothing else of the file system has.</summary>
internal static class LayerQuota
{
    /// <summary>Bounds the layer, which may hold files only where it is bounded already; false where the file system knows no such quota, or the project is somebody else's.</summary>
    public static bool TryLimit(RootfsLayout layout, long bytes)
    {
        using var bundle = Open(layout.BundlePath);
        if (bundle is null || ProjectOf(bundle) is not { } project || !ProjectQuota.IsEnforced(bundle))
        {
            return false;
        }

        Entries.EnsurePrivateDirectory(layout.Layer);
        using var layer = Open(layout.Layer)!;
        if (ProjectQuota.Of(layer) != project)
        {
            if (!ProjectQuota.IsUnused(bundle, project) || Directory.EnumerateFileSystemEntries(layout.Layer).Any())
            {
                return false;
            }

            // The limit first: a crash in between leaves a limit without files, which the release takes away, never files without a limit.
            ProjectQuota.Limit(bundle, project, bytes);
            ProjectQuota.Assign(layer, project);
        }

        ProjectQuota.Limit(bundle, project, bytes);
        return true;
    }

    /// <summary>Takes the limit away. What is not there is no error.</summary>
    public static void Release(RootfsLayout layout)
    {
        using var bundle = Open(layout.BundlePath);
        if (bundle is null || ProjectOf(bundle) is not { } project || !ProjectQuota.IsEnforced(bundle) || !IsOurs(bundle, layout, project))
        {
            return;
        }

        ProjectQuota.Limit(bundle, project, 0);
    }

    // Where the layer is gone already, a project without files is nobody's.
    private static bool IsOurs(SafeFileHandle bundle, RootfsLayout layout, uint project)
    {
        using var layer = Open(layout.Layer);
        return layer is not null ? ProjectQuota.Of(layer) == project : !ProjectQuota.IsUnused(bundle, project) && ProjectQuota.HasNoFiles(bundle, project);
    }

    private static uint? ProjectOf(SafeFileHandle bundle) => FileMetadata.Of(bundle).Inode is > 0 and < uint.MaxValue and var inode ? (uint)inode : null;

    private static SafeFileHandle? Open(string path) => Descriptor.TryOpenFile(path, OpenFlags.ReadOnly | OpenFlags.Directory | OpenFlags.NoFollow, out _);
}
