using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Bundles;

/// <summary>A container's lock, held until it is disposed.</summary>
internal sealed class ContainerLock(ContainerLocks owner, BundleLayout layout, ContainerLocks.SharedSemaphore semaphore, SafeFileHandle file) : IDisposable
{
    private int _disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            if (!Directory.Exists(layout.Bundle))
            {
                // Nothing to lock: it was removed, or never there. Whoever waits for it finds that the file is no longer the one it locked.
                FileLock.Remove(file, layout.LockFile);
            }

            file.Dispose();
            owner.Exit(layout.Id, semaphore);
        }
    }
}
