namespace Youki.Runtime;

/// <summary>What a check of an image found.</summary>
public sealed record ImageVerification
{
    /// <summary>The image.</summary>
    public required ImageInfo Image { get; init; }

    /// <summary>What is damaged, each as a sentence that names the blob or file. Empty: nothing.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether all of it was mended, by unpacking or fetching it again.</summary>
    public required bool Repaired { get; init; }
}
