namespace Youki.Runtime;

/// <summary>Named volumes: directories that outlive containers. Several processes may work on them at once.</summary>
public interface IVolumeStore
{
    /// <summary>Makes a volume. One that is there already, with the same driver and options, is given back as it is.</summary>
    /// <exception cref="ArgumentException">The name or an option is not valid.</exception>
    /// <exception cref="VolumeException">There is one of this name with another driver or other options, or the driver could not make it.</exception>
    Task<VolumeInfo> CreateVolumeAsync(VolumeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>All volumes that fit the filter, by name.</summary>
    Task<IReadOnlyList<VolumeInfo>> ListVolumesAsync(VolumeFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>A volume by its name.</summary>
    /// <exception cref="VolumeNotFoundException">There is none.</exception>
    Task<VolumeInfo> InspectVolumeAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Removes a volume and all that is in it.</summary>
    /// <exception cref="VolumeNotFoundException">There is none.</exception>
    /// <exception cref="VolumeInUseException">Containers use it, whether they run or not.</exception>
    Task RemoveVolumeAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Removes volumes that no container uses: those without a name of their own, or all.</summary>
    Task<VolumeRemoval> PruneVolumesAsync(PruneVolumesOptions? options = null, CancellationToken cancellationToken = default);
}
