namespace Demo;

/// <summary>A temporary directory with a root file system that holds nothing but busybox, and a cgroup. Disposing it deletes everything.</summary>
internal sealed class DemoDirectory : IDisposable
{
    private const string Busybox = "/bin/busybox";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("youki-demo-");

    public DemoDirectory()
    {
        var bin = Directory.CreateDirectory(Path.Combine(RootFileSystem, "bin")).FullName;
        File.Copy(Busybox, Path.Combine(bin, "busybox"));
        foreach (var applet in (string[])["sh", "hostname", "sleep"])
        {
            File.CreateSymbolicLink(Path.Combine(bin, applet), "busybox");
        }

        // The mount points of a container's own file systems: the root file system is shared and stays as it is.
        foreach (var mountPoint in (string[])["dev", "proc", "sys"])
        {
            Directory.CreateDirectory(Path.Combine(RootFileSystem, mountPoint));
        }
    }

    public string RootFileSystem => Path.Combine(_root.FullName, "rootfs");

    public string State => Path.Combine(_root.FullName, "state");

    public string Bundles => Path.Combine(_root.FullName, "bundles");

    public string CgroupParent => $"/{_root.Name}";

    public void Dispose()
    {
        // The runtime removes the cgroups of containers and leaves their parent, which is the host's, or in this case the demo's.
        foreach (var hierarchy in Directory.EnumerateDirectories("/sys/fs/cgroup").Append("/sys/fs/cgroup"))
        {
            if (Directory.Exists(hierarchy + CgroupParent))
            {
                Directory.Delete(hierarchy + CgroupParent);
            }
        }

        _root.Delete(recursive: true);
    }
}
