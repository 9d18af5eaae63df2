using Youki.Runtime.Specs;

namespace Youki.Runtime.Volumes;

/// <summary>
/// Mounts the container's own directories where its image declares volumes. They stay writable where the root file system is read-only. The runtime follows
/// links in the path inside the root, as <see cref="ImageVolumesProvider"/> did when it filled and judged them.
/// </summary>
internal sealed class ImageVolumesContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Image;

    public RuntimeSpec? Contribute(SpecInputs inputs) => ImageVolume.Of(inputs) is { Count: > 0 } volumes
        ? new() { Mounts = [.. volumes.Select(volume => MountOf(volume, inputs.BundlePath))] }
        : null;

    private static Mount MountOf(ImageVolume volume, string bundlePath) => new()
    {
        Destination = volume.Path,
        Type = "bind",
        Source = volume.DirectoryIn(bundlePath),
        Options = ["bind", "rprivate"],
    };
}
