using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry.Blobs;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images.Registry;

/// <summary>An image in a registry or one of its mirrors.</summary>
/// <param name="reference">The image.</param>
/// <param name="sessions">Where it is asked for, in this order; the last is the registry itself.</param>
/// <param name="pace">How long the waits are.</param>
/// <param name="log">Where it is told.</param>
internal sealed class RegistrySource(ImageReference reference, IReadOnlyList<RegistrySession> sessions, RetryPace pace, RegistryLog log) : IImageSource
{
    private readonly string _image = reference.ToString();

    // Who cannot be reached is not asked again for every blob.
    private int _first;

    public Task<FetchedManifest> FetchManifestAsync(Digest? digest, CancellationToken cancellationToken) => FirstThatDoesAsync(
        (session, token) => ManifestRequests.FetchAsync(session, _image, digest ?? reference.Digest, reference.Tag, token), cancellationToken);

    public async Task<Digest?> TryResolveAsync(CancellationToken cancellationToken)
    {
        if (reference.Digest is not null || reference.Tag is not { } tag)
        {
            return reference.Digest;
        }

        try
        {
            return await FirstThatDoesAsync((session, token) => ManifestRequests.ResolveAsync(session, tag, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ImageException)
        {
            // Not every registry answers HEAD; the request for the manifest itself tells what is wrong.
            return null;
        }
    }

    public async Task<BlobContent> OpenBlobAsync(ContentDescriptor blob, long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, blob.Size);
        if (offset == blob.Size && blob.Size > 0)
        {
            return new BlobContent(Stream.Null, offset);
        }

        var first = await OpenPartAsync(blob, offset, cancellationToken).ConfigureAwait(false);
        return new BlobContent(
            new MendingBlobStream(_image, blob, offset, first, (position, token) => OpenPartAsync(blob, position, token), sessions[0].Connections, pace, log), offset);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var session in sessions)
        {
            session.Dispose();
        }

        return default;
    }

    private Task<BlobPart> OpenPartAsync(ContentDescriptor blob, long position, CancellationToken cancellationToken) => FirstThatDoesAsync(
        (session, token) => session.RunAsync(attempt => BlobRequests.OpenOnceAsync(session, _image, blob, position, attempt), token), cancellationToken);

    private async Task<T> FirstThatDoesAsync<T>(Func<RegistrySession, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var i = Volatile.Read(ref _first); ; i++)
        {
            try
            {
                return await ask(sessions[i], cancellationToken).ConfigureAwait(false);
            }
            catch (ImageException exception) when (i < sessions.Count - 1)
            {
                log.MirrorFailed(sessions[i].Endpoint.Name, _image, exception.Message, sessions[i + 1].Endpoint.Name);
                if (exception is RegistryException { StatusCode: null })
                {
                    Interlocked.CompareExchange(ref _first, i + 1, i);
                }
            }
        }
    }
}
