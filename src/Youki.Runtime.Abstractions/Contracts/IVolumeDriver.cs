namespace Youki.Runtime;

/// <summary>
/// Keeps volumes somewhere else than in a directory of this host, or in another way. Registered in dependency injection, it is used for volumes that name it.
/// No two calls for one volume run at the same time, over all processes; a call may be repeated after a crash, so each is idempotent.
/// </summary>
public interface IVolumeDriver
{
    /// <summary>Its name, unique; <c>local</c> is the library's own.</summary>
    string Name { get; }

    /// <summary>Makes a volume.</summary>
    /// <exception cref="VolumeException">It cannot be made, with these options for instance.</exception>
    ValueTask CreateAsync(VolumeRequest volume, CancellationToken cancellationToken);

    /// <summary>Makes a volume's content available for a container's run.</summary>
    /// <returns>The directory on the host, absolute. Containers that use the volume at the same time get the same content.</returns>
    ValueTask<string> MountAsync(VolumeRequest volume, ContainerId containerId, CancellationToken cancellationToken);

    /// <summary>The container's run is over. Without a mount before it is called too, and does nothing then.</summary>
    ValueTask UnmountAsync(VolumeRequest volume, ContainerId containerId, CancellationToken cancellationToken);

    /// <summary>Removes a volume for good; nobody uses it.</summary>
    ValueTask RemoveAsync(VolumeRequest volume, CancellationToken cancellationToken);
}
