using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Where an image comes from: a registry, a layout on disk, or an archive. What it gives is not trusted: the one who takes it checks size and digest.</summary>
internal interface IImageSource : IAsyncDisposable
{
    /// <summary>The manifest or index that a reference names, or that an index of this source names.</summary>
    /// <param name="digest">By digest. Null: what the reference names.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ImageNotFoundException">There is none.</exception>
    /// <exception cref="ImageFormatException">It has more than 4 MiB.</exception>
    Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken);

    /// <summary>
    /// The digest of what the reference names, where the source tells it without sending it. It is only compared with what is here already: whatever is fetched is
    /// checked as always.
    /// </summary>
    /// <returns>Null: it does not tell.</returns>
    Task<Digest?> TryResolveAsync(CancellationToken cancellationToken) => Task.FromResult<Digest?>(null);

    /// <summary>Opens a blob, at an offset where the source can. The stream mends interruptions by itself: who reads it sees no gap and no repetition.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="offset">How many bytes of it are here already.</param>
    /// <param name="cancellationToken">Ends the opening; reads have tokens of their own.</param>
    Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken);
}
