using Youki.Runtime.IntegrationTests.Images.Archives;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Changes;

/// <summary>A node with an image in its store, whose containers change much of it.</summary>
internal sealed class ChangesNode : IAsyncDisposable
{
    /// <summary>What a container does to the image, each line another kind of change.</summary>
    public const string Script = """
        rm /data/deleted
        echo more >> /data/changed
        chmod 4711 /data/mode
        rm -r /gone
        rm -r /replaced; mkdir -m 700 /replaced; echo y > /replaced/y; echo new > /replaced/new
        mkdir /replaced/deep
        rm -r /kind; echo file > /kind
        echo added > /added; ln /added /data/hard; ln -s /added /link
        mkdir -p /dir/sub; chmod 1777 /dir
        mknod /dir/fifo p
        touch -d '2001-02-03 04:05:06' /dir/old
        ln -sf elsewhere /pointer
        rm /upper-deleted
        """;

    private ChangesNode(TestNode node, string reference)
    {
        Node = node;
        Reference = reference;
    }

    public TestNode Node { get; }

    public string Reference { get; }

    public YoukiRuntime Runtime => Node.Runtime;

    public static async Task<ChangesNode> OpenAsync(string flavor, Action<YoukiRuntimeOptions>? configure = null)
    {
        var node = await TestNode.OpenAsync(flavor, configure);
        var image = Busybox.Image(new() { Cmd = ["/bin/sh"], Env = ["PATH=/bin", "A=b"], Labels = new Dictionary<string, string> { ["kept"] = "yes" } })
            .Layer(layer => layer
                .Directory("data").File("data/deleted", "1").File("data/changed", "1").File("data/mode", "1").File("data/kept", "1")
                .Directory("gone").File("gone/a", "1").Directory("gone/b").File("gone/b/c", "1")
                .Directory("replaced").File("replaced/x", "1").File("replaced/y", "1").Directory("replaced/deep").File("replaced/deep/z", "1")
                .Directory("kind").File("kind/a", "1")
                .File("same", "1", "4755").Symlink("pointer", "nowhere"))
            .Layer(layer => layer.File("upper-deleted", "2").File("data/upper", "2").Whiteout("data/never"))
            .Build();
        var layout = new LayoutBuilder().Add("it", image).WriteTo(node.At("layout"));
        return new ChangesNode(node, $"{layout}:it");
    }

    public ContainerConfig Config(string script, string? image = null) => new() { Image = image ?? Reference, Command = ["/bin/sh", "-c", script] };

    /// <summary>A container that has run the script to its end.</summary>
    public async Task<ContainerId> EndedAsync(string script)
    {
        var id = await Node.CreateAsync(Config($"set -e\n{script}"));
        var exit = await Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
        exit.ExitCode.Should().Be(0, (await Node.OutputAsync(id)).Error);
        return id;
    }

    /// <summary>A container that has run the script and goes on.</summary>
    public async Task<ContainerId> RunningAsync(string script)
    {
        var id = await Node.CreateAsync(Config($"set -e\n{script}\necho ready; exec sleep 1000"));
        await Node.SaysAsync(id, "ready");
        return id;
    }

    /// <summary>The changes as <c>docker diff</c> prints them.</summary>
    public async Task<IReadOnlyList<string>> DiffAsync(ContainerId id) =>
        [.. (await Runtime.DiffContainerAsync(id, TestNode.Token)).Select(change => $"{change.Kind switch { FileChangeKind.Added => 'A', FileChangeKind.Deleted => 'D', _ => 'C' }} {change.Path}")];

    /// <summary>Writes what a container sees to a file.</summary>
    public async Task<string> ExportAsync(ContainerId id, string name)
    {
        var path = Node.At(name);
        await using var file = new OneWayStream(File.Create(path));
        await Runtime.ExportContainerAsync(id, file, TestNode.Token);
        return path;
    }

    /// <summary>Proves that two containers see the same files: kinds, modes, owners, sizes, times, links, attributes and contents.</summary>
    public async Task SeeTheSameAsync(ContainerId one, ContainerId other)
    {
        var (tar, copy) = (await ExportAsync(one, "one.tar"), await ExportAsync(other, "other.tar"));
        Directory.CreateDirectory(Node.At("extracted"));
        await HostProgram.RunAsync("tar", "--xattrs", "--xattrs-include=*", "--numeric-owner", "-xpf", copy, "-C", Node.At("extracted"));

        (await HostProgram.RunAsync("tar", "--compare", "--xattrs", "--xattrs-include=*", "--numeric-owner", "-f", tar, "-C", Node.At("extracted"))).Should().BeEmpty();
        var (expected, actual) = (await ListAsync(tar), await ListAsync(copy));
        actual.Should().Equal(expected);
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    // The root's own time is that of its last mount point.
    private static async Task<IEnumerable<string>> ListAsync(string tar) =>
        (await HostProgram.RunAsync("tar", "-tvvf", tar, "--xattrs", "--xattrs-include=*", "--numeric-owner", "--full-time")).Split('\n').Where(line => !line.EndsWith(" ./", StringComparison.Ordinal));
}
