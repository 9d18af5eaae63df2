using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Rootless;

namespace Youki.Runtime.IntegrationTests.Rootfs;

/// <summary>A directory for an image and some bundles, and a provider. Nothing may be mounted below it when it is disposed of.</summary>
internal sealed class RootfsHost : IDisposable
{
    private readonly List<string> _ownMounts = [];

    public RootfsHost()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        Image = MakeDirectory("image");
        Bundles = MakeDirectory("bundles");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("youki-test-").FullName;

    public string Image { get; set; }

    public string Bundles { get; set; }

    public HandMadeImages Images { get; } = new();

    public RootfsProvider Provider => new(
        Images, new MappedFiles(new ProcessRunner(NullLogger<ProcessRunner>.Instance, TimeProvider.System)), NullLogger<RootfsProvider>.Instance);

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string MakeDirectory(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <summary>Writes into the image.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Image, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Moves the bundles to where the kernel takes no upper directory: onto an overlay.</summary>
    public void RefuseOverlays()
    {
        Bundles = MakeDirectory("on-overlay");
        using var lower = Descriptor.OpenDirectory(MakeDirectory("outer-lower"));
        using var upper = Descriptor.OpenDirectory(MakeDirectory("outer-upper"));
        using var work = Descriptor.OpenDirectory(MakeDirectory("outer-work"));
        FileSystemMount.Overlay("outer", Bundles, new OverlayLayers([lower], upper, work));
        _ownMounts.Add(Bundles);
    }

    public SpecInputs Inputs(string id) => new()
    {
        ContainerId = ContainerId.Parse(id),
        NodeId = NodeId.Parse("node"),
        Config = new ContainerConfig { Image = $"dir:{Image}" },
        BundlePath = Directory.CreateDirectory(System.IO.Path.Combine(Bundles, id)).FullName,
        RootfsPath = System.IO.Path.Combine(Bundles, id, "rootfs"),
        CgroupPath = $"/{id}",
        User = new ContainerUser { Uid = 0, Gid = 0, AdditionalGids = [], Home = "/root" },
        Host = new HostFacts
        {
            Runtime = new RuntimeIdentity { Flavor = "youki", Path = "/usr/bin/youki", Version = "0.7.0", Root = Path, CgroupMode = "v2", SystemdCgroup = false },
            Capabilities = new HashSet<string>(),
            OpenFilesHardLimit = 1024,
            EnforcesDeviceRules = true,
            HasCgroupNamespace = true,
        },
    };

    /// <summary>Acquires for a container and returns the root file system's path.</summary>
    public async Task<string> AcquireAsync(string id, string method = "overlay")
    {
        var inputs = Inputs(id);
        var resource = await Provider.AcquireAsync(inputs, TestContext.Current.CancellationToken);
        resource!.Data.Should().BeEquivalentTo(new Dictionary<string, string> { ["method"] = method, ["lower"] = Image });
        return inputs.RootfsPath;
    }

    /// <summary>Acquires for a container of an image of layers, and returns the root file system's path.</summary>
    public async Task<string> AcquireAsync(string id, ContainerImage image, string method = "overlay")
    {
        var inputs = Inputs(id) with { Image = image, Config = new ContainerConfig { Image = image.Reference.ToString() } };
        var resource = await Provider.AcquireAsync(inputs, TestContext.Current.CancellationToken);
        resource!.Data.Should().BeEquivalentTo(new Dictionary<string, string> { ["method"] = method, ["layers"] = $"{image.Layers.Count}" });
        return inputs.RootfsPath;
    }

    /// <summary>Releases as after a crash: nothing is known but that it was about to be acquired.</summary>
    public ValueTask ReleaseAsync(string id) => Provider.ReleaseAsync(
        new HostResourceRecord
        {
            Kind = "rootfs",
            Scope = ResourceScope.Container,
            ContainerId = ContainerId.Parse(id),
            BundlePath = System.IO.Path.Combine(Bundles, id),
        },
        TestContext.Current.CancellationToken);

    public string[] BundleEntries(string id) => Directory.GetFileSystemEntries(System.IO.Path.Combine(Bundles, id));

    public IReadOnlyList<MountEntry> Mounts() => [.. MountTable.Read().Where(mount => mount.MountPoint.StartsWith(Path + '/', StringComparison.Ordinal))];

    public void Dispose()
    {
        _ownMounts.ForEach(path => FileSystemMount.TryDetach(path));
        var left = Mounts();
        foreach (var mount in left.Reverse())
        {
            FileSystemMount.TryDetach(mount.MountPoint);
        }

        FileTree.Delete(Path, CancellationToken.None);
        left.Should().BeEmpty();
    }
}
