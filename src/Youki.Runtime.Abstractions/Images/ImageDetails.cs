namespace Youki.Runtime;

/// <summary>All that is known of an image.</summary>
public sealed record ImageDetails
{
    /// <summary>What a list shows of it.</summary>
    public required ImageInfo Image { get; init; }

    /// <summary>What it says of processes.</summary>
    public required ImageConfig Config { get; init; }

    /// <summary>Its layers, from the lowest to the topmost.</summary>
    public required IReadOnlyList<ImageLayer> Layers { get; init; }

    /// <summary>How it was built, oldest first. Empty: it does not say.</summary>
    public required IReadOnlyList<ImageHistoryEntry> History { get; init; }

    /// <summary>Who built it. Null: it does not say.</summary>
    public string? Author { get; init; }

    /// <summary>Annotations of its manifest. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Containers that were made from it.</summary>
    public required IReadOnlyList<ContainerId> Containers { get; init; }
}
