using System.Globalization;
using Youki.Runtime.Files;

namespace Youki.Runtime.Bundles;

/// <summary>Names everything below the bundle directory. Only the providers of root file systems and of image volumes, which know nothing of bundles, spell some of the names again.</summary>
internal readonly record struct BundleLayout(string BundleDirectory, ContainerId Id)
{
    /// <summary>The OCI bundle of the container.</summary>
    public string Bundle => Path.Combine(BundleDirectory, Id.Value);

    /// <summary>Outside the bundle: removing the container must not remove the lock that it is done under.</summary>
    public string LockFile => Path.Combine(LockDirectory(BundleDirectory), Id.Value);

    public string RecordFile => Path.Combine(Bundle, "container.json");

    /// <summary>The OCI runtime spec; youki reads it again on exec.</summary>
    public string SpecFile => Path.Combine(Bundle, "config.json");

    public string SpecAuthorsFile => Path.Combine(Bundle, "authors.json");

    public string Rootfs => Path.Combine(Bundle, "rootfs");

    /// <summary>A copied root file system that is not whole yet, what it is copied from, and the writable layer of a mounted one: made by the provider of root file systems.</summary>
    public string RootfsCopy => Path.Combine(Bundle, "rootfs.copying");

    public string RootfsView => Path.Combine(Bundle, "rootfs.view");

    public string RootfsMapped => Path.Combine(Bundle, "rootfs.mapped");

    public string WritableLayer => Path.Combine(Bundle, "layer");

    /// <summary>The file that a writable layer of bounded size lies in, whole and before it is: made by the provider of writable layers.</summary>
    public string LayerImage => Path.Combine(Bundle, "layer.ext4");

    public string NewLayerImage => Path.Combine(Bundle, "layer.ext4.new");

    /// <summary>What the container has in the directories that its image declares as volumes: made by the provider of image volumes.</summary>
    public string Volumes => Path.Combine(Bundle, "volumes");

    /// <summary>What its hooks have said: made by the provider of hooks.</summary>
    public string Hooks => Path.Combine(Bundle, "hooks");

    /// <summary>What its current run has joined of others' namespaces: made by their provider.</summary>
    public string Namespaces => Path.Combine(Bundle, "namespaces");

    /// <summary>What else is mounted into the container: directories that begin empty, what is kept in memory, and what a run mounts. Made by the providers of mounts.</summary>
    public string EmptyDirectories => Path.Combine(Bundle, "empty");

    public string Memory => Path.Combine(Bundle, "memory");

    public string Mounts => Path.Combine(Bundle, "mounts");

    public string LedgerFile => Path.Combine(Bundle, "resources.json");

    public string LogDirectory => Path.Combine(Bundle, "log");

    public LogLayout Log => new(LogDirectory);

    public string LogFile => Log.Live;

    /// <summary>Output of a container without a monitor, as it was written.</summary>
    public string RawLogFile => Log.Raw;

    public string RunsDirectory => Path.Combine(Bundle, "runs");

    /// <summary>conmon makes these three in the bundle's directory.</summary>
    public string AttachSocket => Path.Combine(Bundle, "attach");

    public string ControlFifo => Path.Combine(Bundle, "ctl");

    public string WindowSizeFifo => Path.Combine(Bundle, "winsz");

    public RunLayout Run(int number) => new(Path.Combine(RunsDirectory, number.ToString(CultureInfo.InvariantCulture)), Id);

    public static string LockDirectory(string bundleDirectory) => Path.Combine(bundleDirectory, ".locks");

    /// <summary>Log files of single runtime commands, outside what they delete.</summary>
    public static string CommandLogDirectory(string bundleDirectory) => Path.Combine(bundleDirectory, ".commands");

    /// <summary>What is kept of a node beside its containers.</summary>
    public static string NodeDirectory(string bundleDirectory, NodeId node) => Path.Combine(bundleDirectory, ".nodes", node.Value);

    /// <summary>Locked by the process that looks after the node.</summary>
    public static string OwnerFile(string bundleDirectory, NodeId node) => Path.Combine(NodeDirectory(bundleDirectory, node), "owner");

    /// <summary>The journal of what happens to the node's containers.</summary>
    public static string EventDirectory(string bundleDirectory, NodeId node) => Path.Combine(NodeDirectory(bundleDirectory, node), "events");

    /// <summary>The nodes that anything was kept of.</summary>
    public static IReadOnlyList<NodeId> Nodes(string bundleDirectory)
    {
        var nodes = Path.Combine(bundleDirectory, ".nodes");
        return Directory.Exists(nodes)
            ? [.. Directory.EnumerateDirectories(nodes).Select(Path.GetFileName).Where(name => NodeId.TryParse(name, out _)).Select(name => NodeId.Parse(name!))]
            : [];
    }

    /// <summary>Whether all that is in the bundle may be a container's; a directory of somebody else's is none of our business.</summary>
    public bool HoldsOnlyOurs()
    {
        string[] ours =
        [
            RecordFile, SpecFile, SpecAuthorsFile, LedgerFile, Rootfs, RootfsCopy, RootfsView, RootfsMapped, WritableLayer, LayerImage, NewLayerImage, Volumes, Hooks, EmptyDirectories, Memory,
            Mounts, Namespaces, LogDirectory, RunsDirectory, AttachSocket, ControlFifo,
            WindowSizeFifo,
        ];
        return Directory.EnumerateFileSystemEntries(Bundle).All(entry => ours.Contains(AtomicFile.FinalName(entry)));
    }

    /// <summary>The ids of all locks, also of those that a process left behind before or after there was a container.</summary>
    public static IEnumerable<ContainerId> Locks(string bundleDirectory)
    {
        foreach (var file in Directory.EnumerateFiles(LockDirectory(bundleDirectory)))
        {
            if (ContainerId.TryParse(Path.GetFileName(file), out var id))
            {
                yield return id;
            }
        }
    }

    /// <summary>The ids of all containers, of every node; nothing is read of them.</summary>
    public static IEnumerable<ContainerId> Containers(string bundleDirectory)
    {
        foreach (var directory in Directory.Exists(bundleDirectory) ? Directory.EnumerateDirectories(bundleDirectory) : [])
        {
            if (ContainerId.TryParse(Path.GetFileName(directory), out var id))
            {
                yield return id;
            }
        }
    }
}
