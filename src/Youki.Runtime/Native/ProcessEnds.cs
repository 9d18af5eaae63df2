using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Ends of processes. However many wait for the end of one, they share one descriptor; while anybody waits, to ask whether it lives costs one system call.</summary>
internal sealed class ProcessEnds(DescriptorWaiter waiter)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ProcessIdentity, Watched> _watched = new();

    /// <summary>Completes when the process has ended, at once where it has already.</summary>
    public async Task WaitAsync(ProcessIdentity process, CancellationToken cancellationToken)
    {
        if (process.Pid == 0 || Join(process) is not { } watched)
        {
            return;
        }

        try
        {
            await watched.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(process, watched);
        }
    }

    public bool IsAlive(ProcessIdentity process) => _watched.TryGetValue(process, out var watched) && PidFd.HasEnded(watched.Handle) is { } ended ? !ended : process.IsAlive();

    private Watched? Join(ProcessIdentity process)
    {
        lock (_lock)
        {
            if (!_watched.TryGetValue(process, out var watched))
            {
                if (process.TryOpen() is not { } handle)
                {
                    return null;
                }

                var stop = new CancellationTokenSource();
                _watched[process] = watched = new Watched(handle, waiter.WaitReadableAsync(handle, stop.Token), stop);
            }

            watched.Waits++;
            return watched;
        }
    }

    private void Leave(ProcessIdentity process, Watched watched)
    {
        lock (_lock)
        {
            if (--watched.Waits > 0)
            {
                return;
            }

            _watched.TryRemove(process, out _);
        }

        _ = watched.EndAsync();
    }

    private sealed class Watched(SafeFileHandle handle, Task ended, CancellationTokenSource stop)
    {
        public SafeFileHandle Handle => handle;

        public Task Ended => ended;

        public int Waits { get; set; }

        public async Task EndAsync()
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.Dispose();
            handle.Dispose();
        }
    }
}
