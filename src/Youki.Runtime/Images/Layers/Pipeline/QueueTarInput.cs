using Youki.Runtime.Images.Tar;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Gives the parser the buffers of a queue as they are. A buffer is let go only when the parser looks for more.</summary>
internal sealed class QueueTarInput(BufferQueue queue, CancellationToken cancellationToken) : TarInput
{
    private PipelineBuffer? _current;
    private int _position;

    public override ReadOnlySpan<byte> Peek()
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

    /// <summary>Lets go of everything up to the end.</summary>
    public void Drain()
    {
        _current?.Release();
        _current = null;
        queue.Drain(cancellationToken);
    }

    protected override void Consume(int count) => _position += count;
}
