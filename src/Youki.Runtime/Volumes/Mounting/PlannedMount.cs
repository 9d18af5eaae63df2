using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Volumes.Mounting;

/// <summary>A mount in the making.</summary>
/// <param name="Number">Its place in the configuration's list; null for a volume that the image declares.</param>
/// <param name="Target">Where, as it was asked for; normalized.</param>
/// <param name="Mount">What was asked for; null for a volume that the image declares.</param>
/// <param name="Source">What is mounted; null for a new file system in memory, and a volume that the image declares.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
internal sealed record PlannedMount(int? Number, string Target, ContainerMount? Mount, SafeFileHandle? Source, bool IsDirectory)
{
    /// <summary>Where it ends up, links of the image followed.</summary>
    public string Destination { get; init; } = Target;

    /// <summary>Whether owners on the host are the container's ids: of volumes always, which containers with different ids share; of the host's files when that is asked for. An ordinary user can map none.</summary>
    public bool IsMapped(IdMappings? mappings) => mappings is not null && Environment.IsPrivilegedProcess && (Mount is VolumeMount or BindMount { MapIds: true });

    /// <summary>Where it can be reached on the host; null until it is held there.</summary>
    public string? HostPath { get; init; }
}
