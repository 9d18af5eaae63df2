using System.Buffers;
using System.Collections.Concurrent;

namespace Youki.Runtime.Images.Layers.Pipeline;

/// <summary>
/// A fixed number of buffers. Who fills them waits until one is free, which is what keeps a fast stage from running away from a slow one. To be disposed
/// once no stage runs any more.
/// </summary>
internal sealed class BufferPool(int count, int size) : IDisposable
{
    private readonly SemaphoreSlim _available = new(count, count);
    private readonly ConcurrentBag<PipelineBuffer> _free = [];
    private readonly ConcurrentBag<byte[]> _arrays = [];

    public PipelineBuffer Rent(CancellationToken cancellationToken)
    {
        _available.Wait(cancellationToken);
        return Take();
    }

    public async ValueTask<PipelineBuffer> RentAsync(CancellationToken cancellationToken)
    {
        await _available.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take();
    }

    public void Return(PipelineBuffer buffer)
    {
        _free.Add(buffer);
        _available.Release();
    }

    public void Dispose()
    {
        _available.Dispose();
        foreach (var array in _arrays)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private PipelineBuffer Take()
    {
        if (_free.TryTake(out var buffer))
        {
            buffer.Length = 0;
            return buffer;
        }

        var array = ArrayPool<byte>.Shared.Rent(size);
        _arrays.Add(array);
        return new PipelineBuffer(this, array);
    }
}
