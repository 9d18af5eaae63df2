using System.Globalization;
using Youki.Runtime.Native;
using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Makes what lives as long as the container: directories that begin empty, on disk and in memory, and files in memory.</summary>
internal sealed class EphemeralProvider(MemoryFiles files, Func<string, VolumeLocks> locksOf) : IHostResourceProvider
{
    public const string ResourceKind = "ephemeral-volumes";

    private const UnixFileMode DefaultDirectoryMode = (UnixFileMode)0x1FF; // 0777
    private const long MinimumSize = 1024 * 1024;
    private const long SizePerFile = 8 * 1024;

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [IdMappings.ResourceKind];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        var mounts = (inputs.Config.Mounts ?? []).Select((mount, number) => (number, mount)).ToList();
        var directories = mounts.Where(entry => entry.mount is EmptyDirMount).Select(entry => (entry.number, (EmptyDirMount)entry.mount)).ToList();
        var wanted = mounts.Where(entry => entry.mount is FileMount).Select(entry => (entry.number, (FileMount)entry.mount)).ToList();
        if (directories.Count + wanted.Count == 0)
        {
            return null;
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var paths = new Dictionary<string, string>();
            foreach (var (number, mount) in directories)
            {
                paths[VolumesLayout.NameOf(number)] = mount.Name is null ? MakeDirectory(inputs, number, mount) : await ShareAsync(inputs, mount, cancellationToken).ConfigureAwait(false);
            }

            if (wanted.Count > 0)
            {
                var directory = EnsureMemory(inputs);
                files.Ensure(inputs, directory, wanted);
                foreach (var (number, _) in wanted)
                {
                    paths[VolumesLayout.NameOf(number)] = Path.Combine(directory, VolumesLayout.NameOf(number));
                }
            }

            return new HostResource { Data = paths };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(inputs.ContainerId, "made", exception, "Look at the bundle directory's file system, and the privileges of this process.");
        }
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            files.Forget(record.ContainerId);
            MemoryMount.Remove(VolumesLayout.MemoryOf(record.BundlePath), cancellationToken);
            FileTree.Delete(VolumesLayout.EmptyDirectoriesOf(record.BundlePath), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(record.ContainerId, "removed", exception, "Unmount what is mounted below the bundle directory, if anything is, and remove the container again.");
        }
    }

    private static string MakeDirectory(SpecInputs inputs, int number, EmptyDirMount mount)
    {
        var mode = mount.Mode ?? DefaultDirectoryMode;
        if (mount.InMemory != true)
        {
            return MakeOnDisk(inputs, VolumesLayout.EmptyDirectoriesOf(inputs.BundlePath), VolumesLayout.NameOf(number), mode);
        }

        var path = Path.Combine(EnsureMemory(inputs), VolumesLayout.NameOf(number));
        var (uid, gid) = OwnedFile.HostIds(0, 0, inputs.IdMappings);
        var size = mount.SizeBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $",size={bytes}") : string.Empty;
        _ = MemoryMount.Ensure(inputs.ContainerId, path, string.Create(CultureInfo.InvariantCulture, $"mode={Convert.ToString((int)mode, 8)},uid={uid},gid={gid}{size}"));
        return path;
    }

    // It goes with the pod's directory. Containers of one pod may be made at the same time.
    private async Task<string> ShareAsync(SpecInputs inputs, EmptyDirMount mount, CancellationToken cancellationToken)
    {
        if (inputs.Pod is not { } pod)
        {
            throw new MountException(mount.Target, $"Nothing can be mounted at '{mount.Target}': only containers of a pod share '{mount.Name}'. Leave the name out, or give a pod.") { ContainerId = inputs.ContainerId };
        }

        var parent = Path.Combine(pod.Directory, "volumes");
        Entries.EnsurePrivateDirectory(parent);
        using var held = await locksOf(parent).AcquireAsync(mount.Name!, cancellationToken).ConfigureAwait(false);
        return MakeOnDisk(inputs, parent, mount.Name!, mount.Mode ?? DefaultDirectoryMode);
    }

    // It gets its name once it has its owner.
    private static string MakeOnDisk(SpecInputs inputs, string parent, string name, UnixFileMode mode)
    {
        var path = Path.Combine(parent, name);
        if (!Directory.Exists(path))
        {
            Entries.EnsurePrivateDirectory(parent);
            Entries.EnsurePrivateDirectory($"{path}.new");
            using var handle = Descriptor.OpenDirectory($"{path}.new");
            OwnedFile.Give(handle, 0, 0, mode, inputs.IdMappings);
            Directory.Move($"{path}.new", path);
        }

        return path;
    }

    // Files are handed in with their sizes capped, which is what bounds this one.
    private static string EnsureMemory(SpecInputs inputs)
    {
        var path = VolumesLayout.MemoryOf(inputs.BundlePath);
        var size = FileLimits.MaxTotalBytes + MinimumSize + ((inputs.Config.Mounts?.Count ?? 0) * SizePerFile);
        _ = MemoryMount.EnsureUnswapped(inputs.ContainerId, path, string.Create(CultureInfo.InvariantCulture, $"mode=700,size={size}"));
        return path;
    }

    private static HostResourceException Failed(ContainerId id, string what, Exception exception, string advice) =>
        new(ResourceKind, $"The temporary volumes and files of container {id} could not be {what}: {exception.Message}. {advice}", exception) { ContainerId = id };
}
