using System.Collections.Concurrent;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>Hands buffers from one stage to one other, in order. The number of buffers bounds it.</summary>
internal sealed class BufferQueue : IDisposable
{
    private readonly ConcurrentQueue<PipelineBuffer?> _buffers = new();
    private readonly SemaphoreSlim _filled = new(0);
    private bool _ended;

    public void Add(PipelineBuffer buffer) => Enqueue(buffer);

    /// <summary>Says that nothing more comes.</summary>
    public void Complete() => Enqueue(null);

    /// <summary>The next buffer, waiting for it. Null: there are no more.</summary>
    public PipelineBuffer? Take(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return null;
        }

        _filled.Wait(cancellationToken);
        _buffers.TryDequeue(out var buffer);
        _ended = buffer is null;
        return buffer;
    }

    /// <summary>Lets go of everything up to the end.</summary>
    public void Drain(CancellationToken cancellationToken)
    {
        while (Take(cancellationToken) is { } buffer)
        {
            buffer.Release();
        }
    }

    public void Dispose() => _filled.Dispose();

    private void Enqueue(PipelineBuffer? buffer)
    {
        _buffers.Enqueue(buffer);
        _filled.Release();
    }
}
