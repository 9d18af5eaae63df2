using Youki.Runtime.IntegrationTests.Rootfs;

namespace Youki.Runtime.IntegrationTests.Volumes;

/// <summary>A tmpfs of the host for one test, with others mounted in it; all of them go with it.</summary>
internal sealed class HostMount : IDisposable
{
    public HostMount(string path, bool isShared)
    {
        Path = Directory.CreateDirectory(path).FullName;
        Host.Run("mount", "-t", "tmpfs", "youki-test", Path);
        Host.Run("mount", isShared ? "--make-shared" : "--make-private", Path);
    }

    public string Path { get; }

    public void Mount(string name)
    {
        var path = Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
        Host.Run("mount", "-t", "tmpfs", "youki-test", path);
    }

    public void Dispose() => Host.Run("umount", "-R", "-l", Path);
}
