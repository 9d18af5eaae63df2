namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Ends what takes too long, again and again with one timer. For one operation at a time.</summary>
internal sealed class StallGuard(TimeSpan limit, TimeProvider time) : IDisposable
{
    /// <summary>Who sends less means to hold somebody up: the locks of what is fetched, and all who wait for them.</summary>
    private const int LeastBytesPerSecond = 1024;

    private CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, time);
    private TimeSpan _waited;
    private long _bytes;

    /// <summary>Runs an operation that must make headway within the limit.</summary>
    /// <exception cref="StallException">It did not.</exception>
    public async ValueTask<T> RunAsync<TState, T>(TState state, Func<TState, CancellationToken, ValueTask<T>> operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var source = _source;
        source.CancelAfter(limit);
        var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        try
        {
            return await operation(state, source.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (source.IsCancellationRequested && exception is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new StallException(limit);
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            if (!source.TryReset())
            {
                source.Dispose();
                _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
            }
        }
    }

    /// <summary>Reads some of a body. Only the time that is waited for it counts, not what the reader does in between.</summary>
    /// <exception cref="StallException">Nothing came within the limit, or drop by drop.</exception>
    public async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var read = await RunAsync((body, buffer), static (state, token) => state.body.ReadAsync(state.buffer, token), cancellationToken).ConfigureAwait(false);
        _waited += time.GetElapsedTime(begin);
        _bytes += read;
        if (read == 0 || _waited < limit)
        {
            return read;
        }

        if (_bytes < limit.TotalSeconds * LeastBytesPerSecond)
        {
            var bytes = _bytes;
            (_waited, _bytes) = (TimeSpan.Zero, 0);
            throw new StallException(limit, bytes);
        }

        (_waited, _bytes) = (TimeSpan.Zero, 0);
        return read;
    }

    /// <summary>There was headway: the time begins anew.</summary>
    public void Restart() => _source.CancelAfter(limit);

    public void Dispose() => _source.Dispose();
}
