using Youki.Runtime.Native;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>
/// Finds the sources and targets of a container's mounts at the beginning of each run, and holds the sources for the runtime in a private file system in
/// memory in the bundle: what is mounted there appears in no other mount namespace, and goes with it in one step. It is gone before the container's process
/// starts: for as long as it is there, the host's mounts below the sources are busy.
/// </summary>
internal sealed class MountsProvider(MountSources sources) : IHostResourceProvider
{
    public const string ResourceKind = "mounts";

    // Spelled again, since features do not know each other.
    private const string RootfsKind = "rootfs";

    private const string Options = "mode=700,size=1m";
    private const string OptionsInUserNamespace = "mode=711,size=1m";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Making;

    public IReadOnlyList<string> DependsOn => [IdMappings.ResourceKind, RootfsKind, ImageVolumesProvider.ResourceKind, VolumesProvider.ResourceKind, EphemeralProvider.ResourceKind];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Config.Mounts is not { Count: > 0 } mounts)
        {
            return null;
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var planned = new List<PlannedMount>();
        try
        {
            for (var number = 0; number < mounts.Count; number++)
            {
                planned.Add(Plan(number, mounts[number], inputs));
            }

            return new HostResource { Data = Make(planned, inputs, cancellationToken) };
        }
        catch (MountException exception)
        {
            throw new MountException(exception.Target, exception.Message, exception.InnerException) { ContainerId = inputs.ContainerId };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(inputs.ContainerId, "made", exception, "Look at the file system of the source and the privileges of this process; Linux 5.12 is needed.");
        }
        finally
        {
            planned.ForEach(mount => mount.Source?.Dispose());
        }
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            MemoryMount.Remove(VolumesLayout.PinsOf(record.BundlePath), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(record.ContainerId, "removed", exception, "Unmount what is mounted below the bundle directory, if anything is, and remove the container again.");
        }
    }

    private PlannedMount Plan(int number, ContainerMount mount, SpecInputs inputs)
    {
        var source = sources.Open(number, mount, inputs);
        var planned = new PlannedMount(number, MountTarget.Normalize(mount.Target), mount, source, source is null || FileMetadata.Of(source).Kind == FileKind.Directory);
        PropagationCheck.Check(planned);
        if (mount is BindMount { MapIds: true } && inputs.IdMappings is null)
        {
            throw new MountException(mount.Target, $"Nothing can be mounted at '{mount.Target}': its owners cannot be mapped in a container without a user namespace. Set ContainerConfig.UserNamespace, or leave MapIds out.");
        }

        return planned;
    }

    private static Dictionary<string, string> Make(List<PlannedMount> mounts, SpecInputs inputs, CancellationToken cancellationToken)
    {
        var pins = VolumesLayout.PinsOf(inputs.BundlePath);
        if (Environment.IsPrivilegedProcess)
        {
            MemoryMount.Remove(pins, cancellationToken);
            _ = MemoryMount.Ensure(inputs.ContainerId, pins, inputs.IdMappings is null ? Options : OptionsInUserNamespace);
        }

        using var root = Descriptor.OpenDirectory(inputs.RootfsPath);
        var done = new List<PlannedMount>();
        var data = new Dictionary<string, string>();
        foreach (var mount in MountPlaces.FindAll(root, [.. ImageVolumesOf(inputs), .. mounts], inputs.IdMappings))
        {
            cancellationToken.ThrowIfCancellationRequested();
            MountPlaces.Prepare(mount, done, inputs.IdMappings);
            var path = mount.HostPath ?? Hold(pins, mount, inputs);
            done.Add(mount with { HostPath = path });
            if (mount.Number is { } number)
            {
                MountData.Put(data, number, mount.Destination, path);
            }
        }

        return data;
    }

    // An ordinary user mounts nothing: the runtime does, in the container's own namespaces, by the path that was found.
    private static string? Hold(string pins, PlannedMount mount, SpecInputs inputs) =>
        Environment.IsPrivilegedProcess ? MountPin.Make(pins, mount, inputs)
        : mount.Source is not null ? Descriptor.RealPath(mount.Source)
        : null;

    // They may be parents of what the configuration mounts.
    private static IEnumerable<PlannedMount> ImageVolumesOf(SpecInputs inputs) =>
        ImageVolume.Of(inputs).Select(volume => new PlannedMount(null, volume.Path, null, null, IsDirectory: true) { HostPath = volume.DirectoryIn(inputs.BundlePath) });

    private static HostResourceException Failed(ContainerId id, string what, Exception exception, string advice) =>
        new(ResourceKind, $"The mounts of container {id} could not be {what}: {exception.Message}. {advice}", exception) { ContainerId = id };
}
