using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Transfer;

/// <summary>Where an image goes.</summary>
internal interface IImageTarget : IAsyncDisposable
{
    /// <summary>Whether a blob is there already.</summary>
    Task<bool> HasBlobAsync(ContentDescriptor blob, CancellationToken cancellationToken);

    /// <summary>Sends a blob.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="open">Opens its content from the beginning; called again where the sending has to be begun anew.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task PutBlobAsync(ContentDescriptor blob, Func<Stream> open, CancellationToken cancellationToken);

    /// <summary>Sends a manifest, under the name that this target was made for.</summary>
    Task PutManifestAsync(ContentDescriptor descriptor, byte[] content, CancellationToken cancellationToken);
}
