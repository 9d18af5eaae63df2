namespace Youki.Runtime.Images.Documents;

/// <summary>Manifests for several platforms, or of several images. Source: OCI image-spec, image-index.md; Docker's manifest list has the same members.</summary>
internal sealed record ImageIndex
{
    public required int SchemaVersion { get; init; }

    public string? MediaType { get; init; }

    public required IReadOnlyList<ContentDescriptor> Manifests { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
