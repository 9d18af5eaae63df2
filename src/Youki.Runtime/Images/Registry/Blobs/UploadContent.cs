using System.Net;
using Youki.Runtime.Images.Registry.Connections;

namespace Youki.Runtime.Images.Registry.Blobs;

/// <summary>A blob on its way out. Each chunk that is taken is headway.</summary>
internal sealed class UploadContent : HttpContent
{
    private const int ChunkSize = 128 * 1024;

    private readonly Func<Stream> _open;
    private readonly long _size;
    private readonly StallGuard _guard;

    public UploadContent(Func<Stream> open, long size, StallGuard guard)
    {
        (_open, _size, _guard) = (open, size, guard);
        Headers.ContentType = new("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var source = _open();
        await using (source.ConfigureAwait(false))
        {
            var chunk = new byte[ChunkSize];
            var sent = 0L;
            int read;
            while (sent <= _size && (read = await source.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await stream.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                sent += read;
                _guard.Restart();
            }

            if (sent != _size)
            {
                throw new InvalidDataException($"A blob of {_size} bytes has {sent}.");
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _size;
        return true;
    }
}
