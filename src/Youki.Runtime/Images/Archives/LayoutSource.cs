using System.Text.Json;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>An image of an OCI image layout, in a directory or in an archive. Source: OCI image-spec, image-layout.md.</summary>
internal sealed class LayoutSource : IImageSource
{
    public const string MarkerName = "oci-layout";
    public const string IndexName = "index.json";

    private const string KnownVersion = "1.0.0";

    private readonly IImageFiles _files;
    private readonly string _image;
    private readonly string? _name;

    private LayoutSource(IImageFiles files, string image, string? name, ImageIndex index)
    {
        _files = files;
        _image = image;
        _name = name;
        Index = index;
    }

    /// <summary>All that the layout lists.</summary>
    public ImageIndex Index { get; }

    /// <summary>Opens a layout, whose files it closes when it is disposed.</summary>
    /// <param name="files">The layout's files.</param>
    /// <param name="image">The image as it was asked for, for messages.</param>
    /// <param name="name">Which image of the layout. Null: the only one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ImageFormatException">It is no layout.</exception>
    public static async Task<LayoutSource> OpenAsync(IImageFiles files, string image, string? name, CancellationToken cancellationToken)
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
        return new LayoutSource(files, image, name, SmallDocument.Parse(content, ImageJson.Default.ImageIndex, IndexName, image));
    }

    public async Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken)
    {
        if (digest is { } wanted)
        {
            return new FetchedManifest(MediaTypeOf(wanted), await ReadAsync(wanted, cancellationToken).ConfigureAwait(false));
        }

        var chosen = LayoutNames.Choose(Index, _name, _image);
        if (chosen.Count == 1)
        {
            return new FetchedManifest(chosen[0].MediaType, await ReadAsync(chosen[0].Digest, cancellationToken).ConfigureAwait(false));
        }

        var index = new ImageIndex { SchemaVersion = 2, MediaType = MediaTypes.OciIndex, Manifests = chosen };
        return new FetchedManifest(MediaTypes.OciIndex, JsonSerializer.SerializeToUtf8Bytes(index, ImageJson.Default.ImageIndex));
    }

    public Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken)
    {
        var stream = _files.TryOpen(NameOf(blob.Digest)) ?? throw Missing(blob.Digest);
        var start = offset <= stream.Length ? offset : 0;
        stream.Position = start;
        return Task.FromResult(new BlobContent(stream, start));
    }

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ReadAsync(Digest digest, CancellationToken cancellationToken) =>
        await SmallDocument.TryReadAsync(_files, NameOf(digest), _image, cancellationToken).ConfigureAwait(false) ?? throw Missing(digest);

    private string? MediaTypeOf(Digest digest) => Index.Manifests.FirstOrDefault(entry => entry.Digest == digest)?.MediaType;

    private ImageNotFoundException Missing(Digest digest) => new(_image, $"Image '{_image}' is not whole: {digest} is not in it.");

    public static string NameOf(Digest digest) => $"blobs/{digest.AlgorithmText}/{digest.Hex}";
}
