using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Bundles;

/// <summary>A container's lock, held until it is disposed.</summary>
internal sealed class ContainerLock(ContainerLocks owner, ContainerId id, ContainerLocks.SharedSemaphore semaphore, SafeFileHandle file) : IDisposable
{
    private int _disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            file.Dispose();
            owner.Exit(id, semaphore);
        }
    }
}
