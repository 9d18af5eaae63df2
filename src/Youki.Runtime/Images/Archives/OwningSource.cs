using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Archives;

/// <summary>An image of an archive that is closed with it.</summary>
internal sealed class OwningSource(IImageSource source, OpenedArchive archive) : IImageSource
{
    public Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken) => source.FetchManifestAsync(digest, cancellationToken);

    public Task<Digest?> TryResolveAsync(CancellationToken cancellationToken) => source.TryResolveAsync(cancellationToken);

    public Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken) => source.OpenBlobAsync(blob, offset, cancellationToken);

    public ValueTask DisposeAsync()
    {
        archive.Dispose();
        return ValueTask.CompletedTask;
    }
}
