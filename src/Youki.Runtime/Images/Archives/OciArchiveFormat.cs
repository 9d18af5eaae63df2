using System.Text.Json;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Archives;

/// <summary>Images as an OCI image layout. Source: OCI image-spec, image-layout.md.</summary>
internal static class OciArchiveFormat
{
    public static async Task WriteAsync(ArchiveWriter writer, IReadOnlyList<ExportedImage> images, CancellationToken cancellationToken)
    {
        var index = new ImageIndex { SchemaVersion = 2, MediaType = MediaTypes.OciIndex, Manifests = [.. images.Select(Describe)] };
        var marker = new LayoutMarker { ImageLayoutVersion = LayoutArchive.KnownVersion };
        await writer.WriteFileAsync(LayoutArchive.MarkerName, JsonSerializer.SerializeToUtf8Bytes(marker, ImageJson.Default.LayoutMarker), cancellationToken).ConfigureAwait(false);
        await writer.WriteFileAsync(LayoutArchive.IndexName, JsonSerializer.SerializeToUtf8Bytes(index, ImageJson.Default.ImageIndex), cancellationToken).ConfigureAwait(false);
        await writer.WriteDirectoryAsync("blobs", cancellationToken).ConfigureAwait(false);
        foreach (var image in images)
        {
            foreach (var blob in (ContentDescriptor[])[image.Entry.Descriptor, image.Documents.Manifest.Config, .. image.Documents.Manifest.Layers])
            {
                await writer.WriteDirectoryAsync($"blobs/{blob.Digest.AlgorithmText}", cancellationToken).ConfigureAwait(false);
                await writer.WriteBlobAsync(LayoutSource.NameOf(blob.Digest), blob, image.Entry.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // podman and skopeo look for the name under the one, containerd and Docker under the other.
    private static ContentDescriptor Describe(ExportedImage image)
    {
        var name = image.Entry.Reference is { Transport: ImageTransport.Registry, Tag: not null } reference ? $"{reference.Name}:{reference.Tag}" : null;
        return new ContentDescriptor
        {
            MediaType = image.Entry.Descriptor.MediaType,
            Digest = image.Entry.Descriptor.Digest,
            Size = image.Entry.Descriptor.Size,
            Platform = PlatformDocument.From(image.Entry.Platform),
            Annotations = name is null ? null : new SortedDictionary<string, string>(StringComparer.Ordinal) { [LayoutNames.ContainerdName] = name, [LayoutNames.RefName] = name },
        };
    }
}
