using Youki.Runtime.Volumes.Store;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>Makes the configuration that is stored of the one that was asked for: what is only known at the creation is written into it.</summary>
internal static class MountPreparation
{
    /// <summary>The configuration with the mounts of other containers, names of volumes and digests of files.</summary>
    /// <param name="config">What was asked for, validated.</param>
    /// <param name="files">Contents of files.</param>
    /// <param name="configOf">The configuration of another container.</param>
    public static ContainerConfig Prepare(ContainerConfig config, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? files, Func<ContainerId, ContainerConfig> configOf)
    {
        if (config is { Mounts: null, VolumesFrom: null })
        {
            return config;
        }

        var mounts = (config.Mounts ?? []).ToList();
        foreach (var from in config.VolumesFrom ?? [])
        {
            var taken = mounts.Select(mount => MountTarget.Normalize(mount.Target)).ToHashSet(StringComparer.Ordinal);
            mounts.AddRange((configOf(from.ContainerId).Mounts ?? [])
                .Where(mount => mount is BindMount or VolumeMount && !taken.Contains(MountTarget.Normalize(mount.Target)))
                .Select(mount => from.ReadOnly is { } readOnly ? mount with { ReadOnly = readOnly || mount.ReadOnly == true } : mount));
        }

        return config with { Mounts = mounts.Count == 0 ? null : [.. mounts.Select(mount => Complete(mount, files))] };
    }

    private static ContainerMount Complete(ContainerMount mount, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? files) => mount switch
    {
        VolumeMount { Name: null } volume => volume with { Name = VolumeStore.NewName(), Anonymous = true },
        FileMount { Digest: null } file when files is not null && files.TryGetValue(file.Name, out var content) => file with { Digest = Digest.Of(content.Span) },
        _ => mount,
    };
}
