using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Waits for descriptors to become readable: all waits of a runtime share one background thread, started with the first.</summary>
internal sealed class DescriptorWaiter : IDisposable
{
    private const ulong StopKey = 0;

    private readonly ConcurrentDictionary<ulong, TaskCompletionSource> _waits = new();
    private readonly Lazy<SafeFileHandle> _epoll;
    private readonly AnonymousEvent _stop = new();
    private ulong _lastKey;

    public DescriptorWaiter() => _epoll = new(Start);

    /// <summary>Completes when the descriptor is readable; a pidfd is when its process has ended. Each wait needs a descriptor of its own.</summary>
    public async Task WaitReadableAsync(SafeHandle descriptor, CancellationToken cancellationToken)
    {
        var key = Interlocked.Increment(ref _lastKey);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits[key] = ready;
        try
        {
            Epoll.Add(_epoll.Value, descriptor, Epoll.EPOLLIN | Epoll.EPOLLONESHOT, key);
            await ready.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _waits.TryRemove(key, out _);
            Epoll.Remove(_epoll.Value, descriptor);
        }
    }

    public void Dispose()
    {
        if (_epoll.IsValueCreated)
        {
            _stop.Set();
        }
        else
        {
            _stop.Dispose();
        }
    }

    private SafeFileHandle Start()
    {
        var epoll = Epoll.Create();
        Epoll.Add(epoll, _stop.Handle, Epoll.EPOLLIN, StopKey);
        new Thread(() => Run(epoll)) { IsBackground = true, Name = "Youki.Runtime descriptors" }.Start();
        return epoll;
    }

    private void Run(SafeFileHandle epoll)
    {
        Span<ulong> keys = stackalloc ulong[32];
        while (true)
        {
            foreach (var key in keys[..Epoll.Wait(epoll, keys)])
            {
                if (key == StopKey)
                {
                    epoll.Dispose();
                    _stop.Dispose();
                    foreach (var wait in _waits.Values)
                    {
                        wait.TrySetException(new ObjectDisposedException(nameof(DescriptorWaiter)));
                    }

                    return;
                }

                if (_waits.TryGetValue(key, out var ready))
                {
                    ready.TrySetResult();
                }
            }
        }
    }
}
