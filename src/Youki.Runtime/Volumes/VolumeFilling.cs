using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes;

/// <summary>
/// Fills a volume with what the image has at its path. Everything is found through the root's descriptor: a path through links of the image would otherwise
/// copy files of the host into the container (CVE-2022-23648).
/// </summary>
internal static class VolumeFilling
{
    private const string NewSuffix = ".new";

    /// <summary>Makes the volume's directory whole, unless it is. The place in the root is made and judged each time, since a container may have put links there.</summary>
    /// <exception cref="ImageFormatException">The path leads to where no volume may be, or to something that is no directory.</exception>
    /// <exception cref="NativeException">It cannot be copied.</exception>
    public static void Ensure(SafeFileHandle root, ImageVolume volume, SpecInputs inputs, CancellationToken cancellationToken)
    {
        using var place = Open(root, volume, inputs);
        var path = volume.DirectoryIn(inputs.BundlePath);
        if (Directory.Exists(path))
        {
            return;
        }

        Fill(place, path + NewSuffix, path, mappings: null, cancellationToken);
    }

    /// <summary>Copies a directory, which gets its name once it is whole and on disk, so that a crash leaves no other.</summary>
    /// <param name="source">What is copied; attributes too.</param>
    /// <param name="filling">The name until then.</param>
    /// <param name="path">The name; an empty directory there is replaced.</param>
    /// <param name="mappings">Owners are ids of the host for a container that has these, and become the container's. Null: owners stay.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static void Fill(SafeFileHandle source, string filling, string path, IdMappings? mappings, CancellationToken cancellationToken)
    {
        FileTree.Delete(filling, cancellationToken);
        Entries.EnsurePrivateDirectory(filling);
        using (var target = Descriptor.OpenDirectory(filling))
        {
            FileTree.Copy(source, target, mappings?.Reversed(), cancellationToken);
            FlushUnlessEmpty(target);
        }

        DurableFile.RenameUnflushed(filling, path);
    }

    private static SafeFileHandle Open(SafeFileHandle root, ImageVolume volume, SpecInputs inputs)
    {
        SafeFileHandle place;
        try
        {
            place = RootedDirectory.Ensure(root, volume.Path, inputs.IdMappings);
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOTDIR or Errno.ELOOP)
        {
            throw Refuse(volume, inputs, "something that is no directory is there", exception);
        }

        if (!ImageVolume.IsReserved(RootedDirectory.PathIn(root, place)))
        {
            return place;
        }

        place.Dispose();
        throw Refuse(volume, inputs, "links lead to where the runtime mounts files of the kernel's, or to the root", null);
    }

    private static void FlushUnlessEmpty(SafeFileHandle directory)
    {
        using var readable = Descriptor.Reopen(directory, OpenFlags.ReadOnly | OpenFlags.Directory);
        if (DirectoryReader.ReadSome(readable).Count > 0)
        {
            FileContent.Flush(readable);
        }
    }

    private static ImageFormatException Refuse(ImageVolume volume, SpecInputs inputs, string reason, Exception? inner) =>
        new(inputs.Config.Image, $"Image '{inputs.Config.Image}' cannot be used: Volumes of its configuration names '{volume.Path}', and {reason}.", inner) { ContainerId = inputs.ContainerId };
}
