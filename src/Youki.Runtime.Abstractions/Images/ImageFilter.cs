namespace Youki.Runtime;

/// <summary>Which images a list holds. Every member that is given must match.</summary>
public sealed record ImageFilter
{
    /// <summary>Only images with a reference to this repository, such as <c>alpine</c>; with a tag or digest, to exactly that. Null: any.</summary>
    public string? Reference { get; init; }

    /// <summary>True: only images without any reference; false: only those with one. Null: both.</summary>
    public bool? Dangling { get; init; }

    /// <summary>Labels of the images that must be there; a null value matches any value. Null: any.</summary>
    public IReadOnlyDictionary<string, string?>? Labels { get; init; }
}
