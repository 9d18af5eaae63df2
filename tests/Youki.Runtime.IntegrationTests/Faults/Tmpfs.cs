using Youki.Runtime.IntegrationTests.Rootfs;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>A file system in memory over a directory, for the length of a test.</summary>
internal sealed class Tmpfs : IDisposable
{
    private readonly string _path;

    public Tmpfs(string path, string options)
    {
        _path = path;
        Directory.CreateDirectory(path);
        Host.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
    }

    /// <summary>Takes all the space that is left.</summary>
    public static void Fill(string file)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 });
        for (var size = 64 * 1024; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full for this size; smaller ones may still fit.
            }
        }
    }

    /// <summary>Lazily: the runtime that looks after a node on it may still hold its lock and its journal open.</summary>
    public void Dispose() => Host.Run("umount", "-l", _path);
}
