using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Rootfs;

/// <summary>Makes the directory that a container's process begins in: youki 0.7.0 does not, and fails (measured); runc and crun do.</summary>
internal static class WorkingDirectory
{
    /// <summary>Makes the working directory of a spec, also where it lies in a directory of the bundle that is mounted over the root file system's own.</summary>
    /// <exception cref="ImageException">Something that is no directory is in the way, or links lead into /proc.</exception>
    public static void Ensure(SpecInputs inputs, RuntimeSpec spec)
    {
        var (path, image) = (Path.GetFullPath(spec.Process?.Cwd ?? "/"), inputs.Config.Image);
        Ensure(inputs.RootfsPath, path, image, inputs.IdMappings);
        var mount = spec.Mounts?.LastOrDefault(mount => path.StartsWith($"{mount.Destination}/", StringComparison.Ordinal));
        if (mount?.Source?.StartsWith($"{inputs.BundlePath}/", StringComparison.Ordinal) == true)
        {
            Ensure(mount.Source, path[mount.Destination!.Length..], image, inputs.IdMappings);
        }
    }

    /// <summary>Makes the directory and those above it, where they are missing, for root. Links of the image never lead out of it.</summary>
    /// <param name="rootDirectory">The root file system's directory.</param>
    /// <param name="path">The directory's path in it.</param>
    /// <param name="image">The image, for messages.</param>
    /// <param name="mappings">Whose root what is made belongs to. Null: the host's.</param>
    /// <exception cref="ImageException">Something that is no directory is in the way, or links lead into /proc.</exception>
    public static void Ensure(string rootDirectory, string path, string image, IdMappings? mappings = null)
    {
        try
        {
            using var root = Descriptor.OpenDirectory(rootDirectory);
            using var directory = RootedDirectory.Ensure(root, path, mappings);
            if (ContainerPath.IsInProc(RootedDirectory.PathIn(root, directory)) && !ContainerPath.IsInProc(path))
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
