namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Reads the buffers of a queue as a stream, for decompressors.</summary>
internal sealed class QueueStream(BufferQueue queue, CancellationToken cancellationToken) : Stream
{
    private PipelineBuffer? _current;
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

    /// <summary>The next bytes, without consuming them; fewer than asked for only at the end or where a buffer ends.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        while (_current is null || _position == _current.Length)
        {
            _current?.Release();
            _position = 0;
            _current = queue.Take(cancellationToken);
            if (_current is null)
            {
                return default;
            }
        }

        return _current.Span[_position..];
    }

    public override int Read(Span<byte> buffer)
    {
        var available = Peek();
        var count = Math.Min(available.Length, buffer.Length);
        available[..count].CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Lets go of everything up to the end.</summary>
    public void Drain()
    {
        _current?.Release();
        _current = null;
        queue.Drain(cancellationToken);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
