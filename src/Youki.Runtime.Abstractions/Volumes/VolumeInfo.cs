namespace Youki.Runtime;

/// <summary>A volume.</summary>
public sealed record VolumeInfo
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who keeps it; <c>local</c> is the library's own.</summary>
    public required string Driver { get; init; }

    /// <summary>The driver's options.</summary>
    public required IReadOnlyDictionary<string, string> DriverOptions { get; init; }

    /// <summary>Marks to filter by.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it was made without a name of its own.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>Its directory on the host; of another driver, or with options, the one that the driver may use.</summary>
    public required string Path { get; init; }

    /// <summary>Containers that use it, whether they run or not.</summary>
    public required IReadOnlyList<ContainerId> Containers { get; init; }
}
