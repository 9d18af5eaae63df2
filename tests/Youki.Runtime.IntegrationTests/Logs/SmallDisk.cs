using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Logs;

/// <summary>A disk of 16 MB in memory, some of it taken.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Tmpfs _tmpfs;

    public SmallDisk(int megabytesTaken)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounts need root here");
        Path = Directory.CreateTempSubdirectory("youki-disk-").FullName;
        _tmpfs = new Tmpfs(Path, "size=16m,mode=700");
        if (megabytesTaken > 0)
        {
            File.WriteAllBytes(Taken, new byte[megabytesTaken * 1024 * 1024]);
        }
    }

    public string Path { get; }

    /// <summary>In bytes.</summary>
    public long Free => FileSystemSpace.Of(Path)!.Value.Bytes;

    private string Taken => System.IO.Path.Combine(Path, ".taken");

    public void MakeRoom() => File.Delete(Taken);

    public void Dispose()
    {
        _tmpfs.Dispose();
        Directory.Delete(Path);
    }
}
