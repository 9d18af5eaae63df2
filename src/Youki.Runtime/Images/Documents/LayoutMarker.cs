namespace Youki.Runtime.Images.Documents;

/// <summary>The file that marks an OCI image layout. Source: OCI image-spec, image-layout.md, "oci-layout file".</summary>
internal sealed record LayoutMarker
{
    public required string ImageLayoutVersion { get; init; }
}
