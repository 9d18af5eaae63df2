using Youki.Runtime.Native;

namespace Youki.Runtime.Rootfs;

/// <summary>Makes the directory that a container's process begins in: youki 0.7.0 does not, and fails (measured); runc and crun do.</summary>
internal static class WorkingDirectory
{
    /// <summary>Makes the directory and those above it, where they are missing, for root. Links of the image never lead out of it.</summary>
    /// <param name="rootDirectory">The root file system's directory.</param>
    /// <param name="path">The directory's path in it.</param>
    /// <param name="image">The image, for messages.</param>
    /// <exception cref="ImageException">Something that is no directory is in the way, or links lead into /proc.</exception>
    public static void Ensure(string rootDirectory, string path, string image)
    {
        try
        {
            using var root = Descriptor.OpenDirectory(rootDirectory);
            using var directory = RootedDirectory.Ensure(root, path);
            if (ContainerPath.IsInProc(RootedDirectory.PathIn(root, directory)))
            {
                throw new ImageException(image, $"The working directory '{path}' leads into /proc in image '{image}', from where a process could leave the container (CVE-2024-21626). Give another one.");
            }
        }
        catch (NativeException exception)
        {
            throw new ImageException(image, $"The working directory '{path}' cannot be made in image '{image}': {exception.Message}", exception);
        }
    }
}
