using Youki.Runtime.Native;

namespace Youki.Runtime.Events;

/// <summary>Waits until either of two journals was written to.</summary>
internal sealed class JournalChanges(DirectoryChanges ofNode, DirectoryChanges ofImages) : IDisposable
{
    /// <summary>Completes at a change, or when the time is over.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = ofNode.WaitAsync(stop.Token);
        var second = ofImages.WaitAsync(stop.Token);
        var end = Task.Delay(limit, time, stop.Token);
        await Task.WhenAny(first, second, end).ConfigureAwait(false);

        // A wait that is given up takes no change away.
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(first, second, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        ofNode.Dispose();
        ofImages.Dispose();
    }
}
