using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>Makes the directory that a container's process begins in: youki 0.7.0 does not, and fails (measured); runc and crun do.</summary>
internal static class WorkingDirectory
{
    private const int Permissions = 0x1ED; // 0755

    /// <summary>Makes the directory and those above it, where they are missing, for root. Links of the image never lead out of it.</summary>
    /// <param name="rootDirectory">The root file system's directory.</param>
    /// <param name="path">The directory's path in it.</param>
    /// <param name="image">The image, for messages.</param>
    /// <exception cref="ImageException">Something that is no directory is in the way.</exception>
    public static void Ensure(string rootDirectory, string path, string image)
    {
        try
        {
            using var root = Descriptor.OpenDirectory(rootDirectory);
            var above = "/";
            foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                EnsureEntry(root, above, name);
                above = $"{above}{name}/";
            }
        }
        catch (NativeException exception)
        {
            throw new ImageException(image, $"The working directory '{path}' cannot be made in image '{image}': {exception.Message}", exception);
        }
    }

    private static void EnsureEntry(SafeFileHandle root, string above, string name)
    {
        using var directory = Open(root, above);
        var raw = RawName.From(name);
        var error = Entries.TryMakeDirectory(directory, raw, Permissions);
        if (error is not (0 or Errno.EEXIST))
        {
            throw new NativeException("make directory", name, error);
        }

        using var entry = Open(root, above + name);
        if (error == 0)
        {
            // Free of this process's umask.
            FileMetadata.SetPermissions(entry, Permissions);
        }
    }

    private static SafeFileHandle Open(SafeFileHandle root, string path) =>
        Descriptor.OpenAt(root, RawName.From(path), OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks);
}
