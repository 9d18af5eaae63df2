using Youki.Runtime.Images.Layers.Pipeline;
using Youki.Runtime.Streams;

namespace Youki.Runtime.Copying;

/// <summary>Hands what is written to it to a queue; a writer waits while the reader has enough.</summary>
internal sealed class QueueSink(BufferPool pool, BufferQueue queue) : OutputStream
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var part = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
            part.Length = Math.Min(part.Array.Length, buffer.Length);
            buffer[..part.Length].CopyTo(part.Array);
            buffer = buffer[part.Length..];
            part.SetReaders(1);
            queue.Add(part);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
