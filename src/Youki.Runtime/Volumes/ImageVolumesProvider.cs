using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes;

/// <summary>
/// Gives a container a directory of its own for each volume that its image declares. At the first start it is filled with what the image has at the path;
/// it outlives runs, and goes with the container.
/// </summary>
internal sealed class ImageVolumesProvider : IHostResourceProvider
{
    public const string ResourceKind = "image-volumes";

    // Spelled again, since features do not know each other.
    private const string RootfsKind = "rootfs";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [RootfsKind];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        var volumes = ImageVolume.Of(inputs);
        if (volumes.Count == 0)
        {
            return null;
        }

        // A copy takes its time, and this is no thread of ours to block.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            Entries.EnsurePrivateDirectory(VolumesLayout.DirectoryOf(inputs.BundlePath));
            MappedRoot.Admit(VolumesLayout.DirectoryOf(inputs.BundlePath), inputs.IdMappings);
            using var root = Descriptor.OpenDirectory(inputs.RootfsPath);
            foreach (var volume in volumes)
            {
                VolumeFilling.Ensure(root, volume, inputs, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(inputs.ContainerId, "made", exception, "Look at the bundle directory's file system and its free space.");
        }

        return new HostResource { Data = volumes.ToDictionary(volume => volume.Number.ToString(CultureInfo.InvariantCulture), volume => volume.Path) };
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            FileTree.Delete(VolumesLayout.DirectoryOf(record.BundlePath), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(record.ContainerId, "removed", exception, "Unmount what is mounted below the bundle directory, if anything is, and remove the container again.");
        }
    }

    private static HostResourceException Failed(ContainerId id, string what, Exception exception, string advice) =>
        new(ResourceKind, $"The volumes of container {id} could not be {what}: {exception.Message}. {advice}", exception) { ContainerId = id };
}
