namespace Youki.Runtime.Images.Content;

/// <summary>Keeps content from being collected: for a process while it works on it, or for a container as long as its bundle is there.</summary>
internal sealed record LeaseRecord
{
    public const int CurrentSchemaVersion = 1;

    public required int SchemaVersion { get; init; }

    /// <summary>Who made it.</summary>
    public required int Pid { get; init; }

    public required ulong StartTime { get; init; }

    public required string BootId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whose image is kept. Null: a process's work.</summary>
    public ContainerId? Container { get; init; }

    public string? BundlePath { get; init; }

    /// <summary>Manifests with all that they name, as far as it is there.</summary>
    public required IReadOnlyList<Digest> Manifests { get; init; }

    /// <summary>Single blobs.</summary>
    public required IReadOnlyList<Digest> Blobs { get; init; }

    /// <summary>Unpacked layers by DiffID.</summary>
    public required IReadOnlyList<Digest> Layers { get; init; }

    /// <summary>The image of a container.</summary>
    public ContainerImage? Image { get; init; }
}
