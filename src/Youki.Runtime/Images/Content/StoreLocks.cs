using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>
/// Locks of the image store by name, across threads and processes: a semaphore first, then a lock on a file, tried with a growing pause.
/// Who waits for both of a blob and a layer takes the blob's first; the store's lock is the last one that anybody takes.
/// </summary>
internal sealed class StoreLocks(StoreDirectory directory, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    // The store's lock is held for milliseconds; a minute means that something is badly wrong.
    private static readonly TimeSpan StoreLimit = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, SharedSemaphore> _semaphores = [];

    /// <summary>The lock of the store itself.</summary>
    /// <exception cref="OperationTimeoutException">Somebody held it all the time.</exception>
    public Task<StoreLock> AcquireStoreAsync(CancellationToken cancellationToken) =>
        AcquireAsync(StoreLayout.StoreLockName, $"the image store '{directory.Layout.Root}', which another process uses", StoreLimit, null, cancellationToken);

    /// <param name="name">The lock.</param>
    /// <param name="waitedFor">What is waited for, in words.</param>
    /// <param name="limit">How long at most.</param>
    /// <param name="waiting">Is called once where somebody else holds it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationTimeoutException">Somebody held it all the time.</exception>
    public async Task<StoreLock> AcquireAsync(string name, string waitedFor, TimeSpan limit, Action? waiting, CancellationToken cancellationToken)
    {
        directory.Ensure();
        var started = time.GetTimestamp();
        var semaphore = Enter(name);
        var entered = false;
        try
        {
            if (!await semaphore.Gate.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
            {
                waiting?.Invoke();
                waiting = null;
                if (!await semaphore.Gate.WaitAsync(limit, cancellationToken).ConfigureAwait(false))
                {
                    throw TimedOut(waitedFor, limit);
                }
            }

            entered = true;
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (TryLockFile(name) is { } held)
                {
                    return new StoreLock(held, directory.Layout.Lock(name), () => Exit(name, semaphore));
                }

                waiting?.Invoke();
                waiting = null;
                if (time.GetElapsedTime(started) >= limit)
                {
                    throw TimedOut(waitedFor, limit);
                }

                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            Leave(name, semaphore, entered);
            throw;
        }
    }

    /// <summary>The lock where nobody holds it; null where somebody does.</summary>
    public StoreLock? TryAcquire(string name)
    {
        directory.Ensure();
        var semaphore = Enter(name);
        var entered = false;
        try
        {
            entered = semaphore.Gate.Wait(TimeSpan.Zero);
            if (entered && TryLockFile(name) is { } held)
            {
                return new StoreLock(held, directory.Layout.Lock(name), () => Exit(name, semaphore));
            }
        }
        catch
        {
            Leave(name, semaphore, entered);
            throw;
        }

        Leave(name, semaphore, entered);
        return null;
    }

    private Microsoft.Win32.SafeHandles.SafeFileHandle? TryLockFile(string name) =>
        DiskErrors.Wrap($"lock '{directory.Layout.Lock(name)}'", () => FileLock.TryAcquire(directory.Layout.Lock(name)));

    private static OperationTimeoutException TimedOut(string waitedFor, TimeSpan limit) =>
        new(waitedFor, limit, "See which process works on the image directory, and do it again when that has ended.");

    private SharedSemaphore Enter(string name)
    {
        lock (_semaphores)
        {
            if (!_semaphores.TryGetValue(name, out var semaphore))
            {
                _semaphores[name] = semaphore = new SharedSemaphore();
            }

            semaphore.Users++;
            return semaphore;
        }
    }

    private void Exit(string name, SharedSemaphore semaphore) => Leave(name, semaphore, entered: true);

    private void Leave(string name, SharedSemaphore semaphore, bool entered)
    {
        if (entered)
        {
            semaphore.Gate.Release();
        }

        lock (_semaphores)
        {
            if (--semaphore.Users == 0)
            {
                _semaphores.Remove(name);
                semaphore.Gate.Dispose();
            }
        }
    }

    private sealed class SharedSemaphore
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
