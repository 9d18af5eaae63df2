using Youki.Runtime.Native;

namespace Youki.Runtime.Bench;

/// <summary>A directory on tmpfs where there is one, with an image that holds nothing but busybox, and a cgroup. Disposing it deletes everything.</summary>
internal sealed class Workspace : IDisposable
{
    private const string Busybox = "/bin/busybox";
    private const string CgroupMount = "/sys/fs/cgroup";

    public Workspace()
    {
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Root = Directory.CreateDirectory(Path.Combine(parent, $"youki-bench-{Environment.ProcessId}")).FullName;
        CgroupParent = $"/youki-runtime-tests/bench-{Environment.ProcessId}";
        MakeImage();
    }

    public string Root { get; }

    public string CgroupParent { get; }

    public string ImageDirectory => At("image");

    public string FileSystem => MountTable.Read()
        .Where(mount => Root.StartsWith(mount.MountPoint, StringComparison.Ordinal))
        .MaxBy(mount => mount.MountPoint.Length)?.FileSystemType ?? "unknown";

    public ContainerConfig Config => new() { Image = $"dir:{ImageDirectory}", Command = ["/bin/sleep", "3600"] };

    public string At(string name) => Path.Combine(Root, name);

    public YoukiRuntimeOptions Options(string runtime, string directory) => new()
    {
        Runtime = runtime,
        StateDirectory = At($"{directory}/state/youki"),
        BundleDirectory = At($"{directory}/bundles"),
        CgroupParent = CgroupParent,
    };

    public void Dispose()
    {
        FileTree.Delete(Root);
        foreach (var hierarchy in Directory.EnumerateDirectories(CgroupMount).Where(path => new DirectoryInfo(path).LinkTarget is null).Append(CgroupMount))
        {
            RemoveCgroups(hierarchy + CgroupParent);
        }
    }

    private static void RemoveCgroups(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }

        foreach (var child in Directory.EnumerateDirectories(directory))
        {
            RemoveCgroups(child);
        }

        Directory.Delete(directory);
    }

    private void MakeImage()
    {
        var bin = Directory.CreateDirectory(Path.Combine(ImageDirectory, "bin")).FullName;
        File.Copy(Busybox, Path.Combine(bin, "busybox"));
        File.CreateSymbolicLink(Path.Combine(bin, "sleep"), "busybox");
        foreach (var mountPoint in (string[])["dev", "proc", "sys"])
        {
            Directory.CreateDirectory(Path.Combine(ImageDirectory, mountPoint));
        }
    }
}
