using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>A lock of the image store, held until it is disposed.</summary>
internal sealed class StoreLock(SafeFileHandle file, string path, Action exit) : IDisposable
{
    private int _disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // Whoever waits for it finds that the file is no longer the one it locked. The store's own is taken too often to be made anew each time.
        if (!path.EndsWith($"/{StoreLayout.StoreLockName}", StringComparison.Ordinal))
        {
            FileLock.Remove(file, path);
        }

        file.Dispose();
        exit();
    }
}
