using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Changes;

/// <summary>An image that was just made of a container: its documents, and the file of its topmost layer. The other layers are in the store.</summary>
internal sealed class CommitSource(CommittedImage committed, string layerPath) : IImageSource
{
    public Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken) =>
        Task.FromResult(new FetchedManifest(committed.MediaType, committed.Manifest));

    public Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken)
    {
        Stream content = blob.Digest == committed.ConfigDigest ? new MemoryStream(committed.Config, writable: false)
            : blob.Digest == committed.Layer?.Digest ? new FileStream(layerPath, FileMode.Open, FileAccess.Read)
            : throw new ImageNotFoundException(blob.Digest.Value, $"Blob {blob.Digest} of the container's image is not in the store. Pull the image, which brings it back, and commit again.");
        content.Position = offset;
        return Task.FromResult(new BlobContent(content, offset));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
