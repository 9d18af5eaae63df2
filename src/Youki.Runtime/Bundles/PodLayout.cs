namespace Youki.Runtime.Bundles;

/// <summary>Names everything of a pod below the bundle directory.</summary>
internal readonly record struct PodLayout(string BundleDirectory, PodId Id)
{
    public string Directory => Path.Combine(PodsDirectory(BundleDirectory), Id.Value);

    public string RecordFile => Path.Combine(Directory, "pod.json");

    /// <summary>The files at which its namespaces are pinned, by their type.</summary>
    public string NamespaceDirectory => Path.Combine(Directory, "namespaces");

    public string NamespaceFile(string type) => Path.Combine(NamespaceDirectory, type);

    public string SharedMemory => Path.Combine(Directory, "shm");

    /// <summary>The empty root of the small init.</summary>
    public string InitRoot => Path.Combine(Directory, "init");

    public static string PodsDirectory(string bundleDirectory) => Path.Combine(bundleDirectory, ".pods");

    /// <summary>The ids of all pods; nothing is read of them.</summary>
    public static IReadOnlyList<PodId> Pods(string bundleDirectory)
    {
        var pods = PodsDirectory(bundleDirectory);
        return System.IO.Directory.Exists(pods)
            ? [.. System.IO.Directory.EnumerateDirectories(pods).Select(Path.GetFileName).Where(name => PodId.TryParse(name, out _)).Select(name => PodId.Parse(name!))]
            : [];
    }
}
