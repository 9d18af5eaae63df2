namespace Youki.Runtime.Tool.Parsing;

/// <summary>What the options of <c>run</c> and <c>create</c> ask for.</summary>
internal sealed record CreateRequest
{
    public required ContainerConfig Config { get; init; }

    /// <summary>How the image is fetched.</summary>
    public required PullOptions Pull { get; init; }

    /// <summary>Whether nothing is shown of the fetching.</summary>
    public bool Quiet { get; init; }

    /// <summary>The pod that the container is to be in, as the person names it. Null: none.</summary>
    public string? Pod { get; init; }

    /// <summary>Where the id is written to. Null: nowhere.</summary>
    public string? IdFile { get; init; }

    /// <summary>Contents of files by the names of their mounts. Null: there are none.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Files { get; init; }

    /// <summary>Containers whose mounts are taken over, as they were named.</summary>
    public IReadOnlyList<(string Container, bool? ReadOnly)> VolumesFrom { get; init; } = [];

    /// <summary>Whether the monitor removes the container when it has ended.</summary>
    public bool RemoveOnExit { get; init; }
}
