namespace Demo;

/// <summary>A temporary directory for everything that the runtime keeps, and a cgroup. Disposing it deletes both.</summary>
internal sealed class DemoDirectory : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("youki-demo-");

    public string State => Path.Combine(_root.FullName, "state");

    public string Bundles => Path.Combine(_root.FullName, "bundles");

    public string Images => Path.Combine(_root.FullName, "images");

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
