namespace Youki.Runtime.Tests.Images.Registry;

/// <summary>Bytes whose length nobody knows before, and which break off or stall at a place.</summary>
internal sealed class UnseekableStream(byte[] content, int? breakAt = null, bool stalls = false) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var end = breakAt ?? content.Length;
        if (_position == end && breakAt is not null)
        {
            await (stalls ? Task.Delay(Timeout.Infinite, cancellationToken) : throw new HttpIOException(HttpRequestError.ResponseEnded));
        }

        var read = Math.Min(Math.Min(buffer.Length, 7000), end - _position);
        content.AsMemory(_position, read).CopyTo(buffer);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
