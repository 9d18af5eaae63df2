using Youki.Runtime.Images.Layers.Pipeline;

namespace Youki.Runtime.Copying;

/// <summary>Hands what is written to it to a queue; a writer waits while the reader has enough.</summary>
internal sealed class QueueSink(BufferPool pool, BufferQueue queue) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
