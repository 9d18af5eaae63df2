namespace Youki.Runtime.Volumes.Store;

/// <summary>volume.json: what a volume was made with. It is never written by anyone else.</summary>
internal sealed record VolumeRecord
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    public required string Name { get; init; }

    public required string Driver { get; init; }

    public required IReadOnlyDictionary<string, string> DriverOptions { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required bool Anonymous { get; init; }

    /// <summary>Whether a container has used it: only the first is asked for the content to begin with.</summary>
    public required bool Used { get; init; }
}
