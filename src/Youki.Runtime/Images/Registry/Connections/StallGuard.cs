namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>Ends what takes too long, again and again with one timer. For one operation at a time.</summary>
internal sealed class StallGuard(TimeSpan limit, TimeProvider time) : IDisposable
{
    private CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, time);

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

    /// <summary>There was headway: the time begins anew.</summary>
    public void Restart() => _source.CancelAfter(limit);

    public void Dispose() => _source.Dispose();
}
