using Youki.Runtime.Streams;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Reads the buffers of a queue as a stream, for decompressors.</summary>
internal sealed class QueueStream(BufferQueue queue, CancellationToken cancellationToken) : InputStream
{
    private PipelineBuffer? _current;
    private int _position;

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

    /// <summary>Lets go of everything up to the end.</summary>
    public void Drain()
    {
        _current?.Release();
        _current = null;
        queue.Drain(cancellationToken);
    }
}
