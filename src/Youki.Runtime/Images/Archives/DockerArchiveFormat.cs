using System.Text.Json;

namespace Youki.Runtime.Images.Archives;

/// <summary>Images as a Docker archive. Layers stay compressed as they are, which every engine takes: they all look at the first bytes.</summary>
internal static class DockerArchiveFormat
{
    public static async Task WriteAsync(ArchiveWriter writer, IReadOnlyList<ExportedImage> images, CancellationToken cancellationToken)
    {
        foreach (var image in images)
        {
            var (manifest, name) = (image.Documents.Manifest, image.Entry.Name);
            await writer.WriteBlobAsync(ConfigName(image), manifest.Config, name, cancellationToken).ConfigureAwait(false);
            foreach (var (layer, diffId) in manifest.Layers.Zip(image.Documents.DiffIds))
            {
                await writer.WriteBlobAsync(LayerName(diffId), layer, name, cancellationToken).ConfigureAwait(false);
            }
        }

        IReadOnlyList<DockerArchiveEntry> entries = [.. images.GroupBy(image => image.Documents.Id).Select(group => new DockerArchiveEntry
        {
            Config = ConfigName(group.First()),
            RepoTags = [.. group.Select(image => image.Entry.Reference).OfType<ImageReference>()
                .Where(reference => reference is { Transport: ImageTransport.Registry, Tag: not null }).Select(reference => $"{reference.Name}:{reference.Tag}").Distinct()],
            Layers = [.. group.First().Documents.DiffIds.Select(LayerName)],
        })];
        await writer.WriteFileAsync(
            DockerArchive.ManifestName, JsonSerializer.SerializeToUtf8Bytes(entries, ArchiveJson.Default.IReadOnlyListDockerArchiveEntry), cancellationToken).ConfigureAwait(false);
    }

    private static string ConfigName(ExportedImage image) => $"{image.Documents.Id.Hex}.json";

    private static string LayerName(Digest diffId) => $"{diffId.Hex}.tar";
}
