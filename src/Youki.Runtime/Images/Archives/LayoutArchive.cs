using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>An OCI image layout, in a directory or in a tar. Source: OCI image-spec, image-layout.md.</summary>
internal sealed class LayoutArchive(IImageFiles files, string image, ImageIndex index) : IImageArchive
{
    public const string MarkerName = "oci-layout";
    public const string IndexName = "index.json";
    public const string KnownVersion = "1.0.0";

    /// <summary>Opens a layout.</summary>
    /// <param name="files">The layout's files.</param>
    /// <param name="image">The image as it was asked for, for messages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ImageFormatException">It is no layout.</exception>
    public static async Task<LayoutArchive> OpenAsync(IImageFiles files, string image, CancellationToken cancellationToken)
    {
        var marker = await SmallDocument.TryReadAsync(files, MarkerName, image, cancellationToken).ConfigureAwait(false)
            ?? throw new ImageFormatException(image, $"Image '{image}' cannot be read: it is no OCI image layout, which has a file '{MarkerName}'.");
        var version = SmallDocument.Parse(marker, ImageJson.Default.LayoutMarker, MarkerName, image).ImageLayoutVersion;
        if (version != KnownVersion)
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be read: its layout has version '{version}', and only {KnownVersion} is known.");
        }

        var content = await SmallDocument.TryReadAsync(files, IndexName, image, cancellationToken).ConfigureAwait(false)
            ?? throw new ImageFormatException(image, $"Image '{image}' cannot be read: its layout has no '{IndexName}'.");
        var index = SmallDocument.Parse(content, ImageJson.Default.ImageIndex, IndexName, image);
        return !index.Manifests.Contains(null!) && index.Manifests.Count <= DocumentLimits.MaxIndexEntries
            ? new LayoutArchive(files, image, index)
            : throw new ImageFormatException(image, $"Image '{image}' cannot be read: '{IndexName}' in it has nulls where it should not, or more than {DocumentLimits.MaxIndexEntries} manifests.");
    }

    public IImageSource Choose(string? name) => new LayoutSource(files, image, LayoutNames.Choose(index, name, image));

    public IEnumerable<ArchivedImage> List() => index.Manifests.Select(entry =>
    {
        var name = LayoutNames.WholeName(entry);
        return new ArchivedImage(name ?? entry.Digest.Value, LayoutNames.ToReference(name), new LayoutSource(files, image, [entry]));
    });
}
