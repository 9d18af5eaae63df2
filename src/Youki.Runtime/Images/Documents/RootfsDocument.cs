using System.Text.Json.Serialization;

namespace Youki.Runtime.Images.Documents;

/// <summary>The layers of an image by the digests of their uncompressed tar. Source: OCI image-spec, config.md, "rootfs".</summary>
internal sealed record RootfsDocument
{
    public required string Type { get; init; }

    [JsonPropertyName("diff_ids")]
    public required IReadOnlyList<Digest> DiffIds { get; init; }
}
