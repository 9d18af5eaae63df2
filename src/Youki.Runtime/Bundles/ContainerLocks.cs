using System.Collections.Concurrent;
using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>
/// One writer for each container, across threads and processes: a semaphore first, then a lock on a file, tried with a growing pause.
/// Held across a transition, never while waiting for a container.
/// </summary>
internal sealed class ContainerLocks(string bundleDirectory, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<ContainerId, SharedSemaphore> _semaphores = new();

    /// <exception cref="ContainerBusyException">Somebody else held it for longer than the limit.</exception>
    public async Task<ContainerLock> AcquireAsync(ContainerId id, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var layout = new BundleLayout(bundleDirectory, id);
        var semaphore = Enter(id);
        try
        {
            if (!await semaphore.Gate.WaitAsync(limit, cancellationToken).ConfigureAwait(false))
            {
                throw new ContainerBusyException(id, limit);
            }
        }
        catch
        {
            Leave(id, semaphore);
            throw;
        }

        try
        {
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (FileLock.TryAcquire(layout.LockFile) is { } file)
                {
                    return new ContainerLock(this, layout, semaphore, file);
                }

                if (time.GetElapsedTime(started) >= limit)
                {
                    throw new ContainerBusyException(id, limit);
                }

                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            Exit(id, semaphore);
            throw;
        }
    }

    /// <summary>Takes the lock where nobody holds it; null where somebody does.</summary>
    public async Task<ContainerLock?> TryAcquireAsync(ContainerId id, CancellationToken cancellationToken)
    {
        try
        {
            return await AcquireAsync(id, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch (ContainerBusyException)
        {
            return null;
        }
    }

    internal void Exit(ContainerId id, SharedSemaphore semaphore)
    {
        semaphore.Gate.Release();
        Leave(id, semaphore);
    }

    private SharedSemaphore Enter(ContainerId id)
    {
        while (true)
        {
            var semaphore = _semaphores.GetOrAdd(id, _ => new SharedSemaphore());
            lock (semaphore)
            {
                if (semaphore.Users >= 0)
                {
                    semaphore.Users++;
                    return semaphore;
                }
            }
        }
    }

    private void Leave(ContainerId id, SharedSemaphore semaphore)
    {
        lock (semaphore)
        {
            if (--semaphore.Users == 0)
            {
                // Below zero it is out of use for good: whoever still finds it takes a new one.
                semaphore.Users = -1;
                _semaphores.TryRemove(new(id, semaphore));
                semaphore.Gate.Dispose();
            }
        }
    }

    internal sealed class SharedSemaphore
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
