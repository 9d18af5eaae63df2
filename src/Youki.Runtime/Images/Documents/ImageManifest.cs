namespace Youki.Runtime.Images.Documents;

/// <summary>An image for one platform. Source: OCI image-spec, manifest.md; Docker's schema 2 has the same members.</summary>
internal sealed record ImageManifest
{
    public required int SchemaVersion { get; init; }

    public string? MediaType { get; init; }

    public string? ArtifactType { get; init; }

    public required ContentDescriptor Config { get; init; }

    public required IReadOnlyList<ContentDescriptor> Layers { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
