using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>One writer for each volume, across threads and processes: a lock on a file, tried with a growing pause. Held while a volume is filled, never while it is used.</summary>
internal sealed class VolumeLocks(string volumeDirectory, TimeSpan limit, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Locks a volume, whether there is one or not.</summary>
    /// <exception cref="OperationTimeoutException">Somebody else held it for longer than the limit.</exception>
    public async Task<Held> AcquireAsync(string name, CancellationToken cancellationToken)
    {
        var layout = new VolumeLayout(volumeDirectory, name);
        PrivateDirectory.Create(VolumeLayout.LockDirectory(volumeDirectory));
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (FileLock.TryAcquire(layout.LockFile) is { } file)
            {
                return new Held(layout, file);
            }

            if (time.GetElapsedTime(started) >= limit)
            {
                throw new OperationTimeoutException($"another operation on volume {name}", limit, "Somebody else fills, mounts or removes it. Try again.");
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A volume that nobody else changes until this is disposed of.</summary>
    internal sealed class Held(VolumeLayout layout, SafeFileHandle file) : IDisposable
    {
        public VolumeLayout Layout => layout;

        public void Dispose()
        {
            if (!Directory.Exists(layout.Directory))
            {
                FileLock.Remove(file, layout.LockFile);
            }

            file.Dispose();
        }
    }
}
