namespace Youki.Runtime.Native;

/// <summary>One watch of a directory. Look at the directory, wait, look again: a change between the look and the wait is not missed.</summary>
internal sealed class DirectoryChanges(DirectoryWatcher owner, int watchNumber) : IDisposable
{
    private readonly SemaphoreSlim _changed = new(0, 1);

    public int WatchNumber { get; } = watchNumber;

    /// <summary>Completes when something has changed since the last wait.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    /// <summary>Called under the owner's lock, by one thread at a time.</summary>
    public void Signal()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    public void Dispose() => owner.Remove(this);
}
