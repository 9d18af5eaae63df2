namespace Youki.Runtime;

/// <summary>A volume is not removed: containers use it.</summary>
public sealed class VolumeInUseException : VolumeException
{
    /// <summary>Makes the exception for a volume.</summary>
    public VolumeInUseException(string volume, IReadOnlyList<ContainerId> containers)
        : base(volume, $"Volume '{volume}' is used by {string.Join(", ", containers)}. Remove the containers first.") => Containers = containers;

    /// <summary>The containers, whether they run or not.</summary>
    public IReadOnlyList<ContainerId> Containers { get; }
}
