namespace Youki.Runtime;

/// <summary>How an image is made of a container.</summary>
public sealed record CommitOptions
{
    /// <summary>Where the image will be found. Null: only by its id.</summary>
    public ImageReference? Reference { get; init; }

    /// <summary>Who made it. Null: not said.</summary>
    public string? Author { get; init; }

    /// <summary>A remark for its history. Null: none.</summary>
    public string? Message { get; init; }

    /// <summary>Members that replace those of the container's image; null members stay as they are there. Null: all stay.</summary>
    public ImageConfig? Changes { get; init; }

    /// <summary>Whether the container is paused meanwhile, so that no file changes under the copy. The default is true.</summary>
    public bool Pause { get; init; } = true;
}
