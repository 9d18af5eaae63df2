using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>Keeps volumes in directories of the volume directory; with options, mounts there what they say for as long as a container's run uses it.</summary>
internal sealed class LocalVolumeDriver : IVolumeDriver
{
    public const string LocalName = "local";

    public string Name => LocalName;

    public ValueTask CreateAsync(VolumeRequest volume, CancellationToken cancellationToken)
    {
        _ = LocalVolumeOptions.Parse(volume.Name, volume.Options);
        return ValueTask.CompletedTask;
    }

    public ValueTask<string> MountAsync(VolumeRequest volume, ContainerId containerId, CancellationToken cancellationToken)
    {
        if (LocalVolumeOptions.Parse(volume.Name, volume.Options) is { } options && !IsMounted(volume))
        {
            try
            {
                Mount(options, volume.Directory);
            }
            catch (NativeException exception)
            {
                throw new VolumeException(volume.Name, $"Volume '{volume.Name}' cannot be mounted: {exception.Message} Look at its options: {options}.", exception);
            }
        }

        return ValueTask.FromResult(volume.Directory);
    }

    public ValueTask UnmountAsync(VolumeRequest volume, ContainerId containerId, CancellationToken cancellationToken)
    {
        if (volume.Options.Count > 0 && volume.OtherUsers.Count == 0 && IsMounted(volume))
        {
            _ = FileSystemMount.TryDetach(volume.Directory);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(VolumeRequest volume, CancellationToken cancellationToken) => UnmountAsync(volume, default, cancellationToken);

    private static bool IsMounted(VolumeRequest volume)
    {
        using var directory = Descriptor.OpenDirectory(volume.Directory);
        return MountTable.At(Descriptor.RealPath(directory)) is not null;
    }

    private static void Mount(LocalVolumeOptions options, string directory)
    {
        if (!options.IsBind)
        {
            FileSystemMount.FileSystem(options.Device, directory, options.Type, options.Flags, options.Data);
            return;
        }

        using var source = Descriptor.OpenDirectory(options.Device);
        using var target = Descriptor.OpenDirectory(directory);
        using var tree = MountTree.Clone(source, options.IsRecursive);
        MountTree.SetAttributes(tree, new MountAttributes { Propagation = MountAttributes.Private }, recursive: true);
        if (options.Flags != 0)
        {
            MountTree.SetAttributes(tree, new MountAttributes { Set = options.AttributeFlags }, recursive: false);
        }

        MountTree.Attach(tree, target);
    }
}
