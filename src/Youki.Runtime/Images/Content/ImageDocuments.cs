using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Content;

/// <summary>What an image is, by its own documents.</summary>
/// <param name="Digest">Of the manifest.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Config">The configuration.</param>
internal sealed record ImageDocuments(Digest Digest, ImageManifest Manifest, ConfigDocument Config)
{
    public Digest Id => Manifest.Config.Digest;

    public IReadOnlyList<Digest> DiffIds => Config.Rootfs.DiffIds;

    /// <summary>Everything that the image has among the blobs.</summary>
    public IEnumerable<Digest> Blobs => Manifest.Layers.Select(layer => layer.Digest).Append(Id).Append(Digest);
}
