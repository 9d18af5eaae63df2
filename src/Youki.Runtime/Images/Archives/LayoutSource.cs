using System.Text.Json;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>An image of an OCI image layout.</summary>
/// <param name="files">The layout's files, which somebody else closes.</param>
/// <param name="image">The image as it was asked for, for messages.</param>
/// <param name="chosen">What the index says of it: one entry, or one for each platform.</param>
internal sealed class LayoutSource(IImageFiles files, string image, IReadOnlyList<ContentDescriptor> chosen) : IImageSource
{
    public static string NameOf(Digest digest) => $"blobs/{digest.AlgorithmText}/{digest.Hex}";

    public async Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken)
    {
        if (digest is { } wanted)
        {
            return new FetchedManifest(MediaTypeOf(wanted), await ReadAsync(wanted, cancellationToken).ConfigureAwait(false));
        }

        if (chosen.Count == 1)
        {
            return new FetchedManifest(chosen[0].MediaType, await ReadAsync(chosen[0].Digest, cancellationToken).ConfigureAwait(false));
        }

        var index = new ImageIndex { SchemaVersion = 2, MediaType = MediaTypes.OciIndex, Manifests = chosen };
        return new FetchedManifest(MediaTypes.OciIndex, JsonSerializer.SerializeToUtf8Bytes(index, ImageJson.Default.ImageIndex));
    }

    public Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken)
    {
        var stream = files.TryOpen(NameOf(blob.Digest)) ?? throw Missing(blob.Digest);
        var start = offset <= stream.Length ? offset : 0;
        stream.Position = start;
        return Task.FromResult(new BlobContent(stream, start));
    }

    public Task<Digest?> TryResolveAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Digest?>(chosen.Count == 1 ? chosen[0].Digest : null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<byte[]> ReadAsync(Digest digest, CancellationToken cancellationToken) =>
        await SmallDocument.TryReadAsync(files, NameOf(digest), image, cancellationToken).ConfigureAwait(false) ?? throw Missing(digest);

    private string? MediaTypeOf(Digest digest) => chosen.FirstOrDefault(entry => entry.Digest == digest)?.MediaType;

    private ImageNotFoundException Missing(Digest digest) => new(image, $"Image '{image}' is not whole: {digest} is not in it.");
}
