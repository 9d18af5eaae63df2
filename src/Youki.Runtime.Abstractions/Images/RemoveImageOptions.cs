namespace Youki.Runtime;

/// <summary>How an image is removed.</summary>
public sealed record RemoveImageOptions
{
    /// <summary>
    /// Removes the references of an image that containers were made from, and all references where an id has several. What containers use stays on disk until
    /// the last of them is removed. The default is false.
    /// </summary>
    public bool Force { get; init; }
}
