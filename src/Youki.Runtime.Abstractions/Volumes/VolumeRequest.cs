namespace Youki.Runtime;

/// <summary>Which volume a driver is asked about.</summary>
public sealed record VolumeRequest
{
    /// <summary>The volume's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the volume was made with; the driver's own words.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>A directory of the host that the driver may use for this volume: content, or a mount point. It is there, and goes with the volume.</summary>
    public required string Directory { get; init; }

    /// <summary>Containers whose runs use the volume, this one left out.</summary>
    public required IReadOnlyList<ContainerId> OtherUsers { get; init; }
}
