namespace Youki.Runtime.Images.Documents;

/// <summary>Points at content by its digest. Source: OCI image-spec, descriptor.md.</summary>
internal sealed record ContentDescriptor
{
    public required string MediaType { get; init; }

    public required Digest Digest { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Where else the content would be: that of foreign layers, which are refused.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public PlatformDocument? Platform { get; init; }

    public string? ArtifactType { get; init; }
}
