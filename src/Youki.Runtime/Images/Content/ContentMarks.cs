namespace Youki.Runtime.Images.Content;

/// <summary>What is referred to, and stays.</summary>
internal sealed class ContentMarks
{
    public HashSet<Digest> Blobs { get; } = [];

    /// <summary>By DiffID.</summary>
    public HashSet<Digest> Layers { get; } = [];
}
