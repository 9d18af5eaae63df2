using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>Has the volumes of a container there for its run: made, filled with what the image has at their targets, mounted by their drivers.</summary>
internal sealed class VolumesProvider(VolumeUse use) : IHostResourceProvider
{
    public const string ResourceKind = "volumes";

    // Spelled again, since features do not know each other.
    private const string RootfsKind = "rootfs";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Run;

    public IReadOnlyList<string> DependsOn => [IdMappings.ResourceKind, RootfsKind];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        var mounts = (inputs.Config.Mounts ?? []).Select((mount, number) => (number, mount)).Where(entry => entry.mount is VolumeMount).ToList();
        if (mounts.Count == 0)
        {
            return null;
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var paths = new Dictionary<string, string>();
        foreach (var (number, mount) in mounts)
        {
            var volume = (VolumeMount)mount;
            try
            {
                paths[VolumesLayout.NameOf(number)] = await use.TakeAsync(volume, () => OpenContent(inputs, volume), Environment.IsPrivilegedProcess ? inputs.IdMappings : null, inputs.ContainerId, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new VolumeException(volume.Name!, $"Volume '{volume.Name}' cannot be used by container {inputs.ContainerId}: {exception.Message} Look at the volume directory's file system.", exception)
                {
                    ContainerId = inputs.ContainerId,
                };
            }
        }

        return new HostResource { Data = paths };
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await use.GiveBackAsync(record.ContainerId, cancellationToken).ConfigureAwait(false);
    }

    // A whole volume is filled, so a part of one begins as the whole does not: with nothing of the image.
    private static SafeFileHandle? OpenContent(SpecInputs inputs, VolumeMount volume)
    {
        if (volume.SubPath is not null)
        {
            return null;
        }

        using var root = Descriptor.OpenDirectory(inputs.RootfsPath);
        var path = RawName.From(MountTarget.Normalize(volume.Target));
        return Descriptor.TryOpenAt(root, path, OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, out _);
    }
}
