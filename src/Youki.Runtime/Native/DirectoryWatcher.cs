using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Tells of changes in directories. All watches of a runtime share one inotify instance: a user may have only 128 of them.</summary>
internal sealed class DirectoryWatcher(DescriptorWaiter waiter) : IDisposable
{
    private const uint Changes = Inotify.IN_MODIFY | Inotify.IN_CLOSE_WRITE | Inotify.IN_CREATE | Inotify.IN_DELETE | Inotify.IN_DELETE_SELF
        | Inotify.IN_MOVED_FROM | Inotify.IN_MOVED_TO;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<DirectoryChanges>> _subscribers = [];
    private readonly CancellationTokenSource _stop = new();
    private SafeFileHandle? _inotify;

    /// <summary>Watches the directory until the result is disposed. A directory that is gone, now or later, counts as one change.</summary>
    public DirectoryChanges Watch(string directory)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (_inotify is null)
            {
                _inotify = Inotify.Create();
                _ = DispatchAsync(_inotify, _stop.Token);
            }

            var watch = Inotify.TryWatch(_inotify, directory, Changes);
            var changes = new DirectoryChanges(this, watch ?? Inotify.Overflow);
            if (watch is null)
            {
                changes.Signal();
            }
            else if (_subscribers.TryGetValue(watch.Value, out var others))
            {
                others.Add(changes);
            }
            else
            {
                _subscribers[watch.Value] = [changes];
            }

            return changes;
        }
    }

    public void Remove(DirectoryChanges changes)
    {
        lock (_lock)
        {
            if (_subscribers.TryGetValue(changes.WatchNumber, out var others) && others.Remove(changes) && others.Count == 0)
            {
                _subscribers.Remove(changes.WatchNumber);
                Inotify.Unwatch(_inotify!, changes.WatchNumber);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_stop.IsCancellationRequested)
            {
                _stop.Cancel();
                _inotify?.Dispose();
                _stop.Dispose();
            }
        }
    }

    private async Task DispatchAsync(SafeFileHandle inotify, CancellationToken cancellationToken)
    {
        var changed = new HashSet<int>();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await waiter.WaitReadableAsync(inotify, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }

            lock (_lock)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                changed.Clear();
                Inotify.Drain(inotify, changed);
                var all = changed.Contains(Inotify.Overflow);
                foreach (var (watch, subscribers) in _subscribers)
                {
                    if (all || changed.Contains(watch))
                    {
                        subscribers.ForEach(subscriber => subscriber.Signal());
                    }
                }
            }
        }
    }
}
